package org.univoice.job.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.call.Hearing;
import org.univoice.job.translation.Translator;
import org.univoice.job.translation.Translator.Request;
import org.univoice.job.translation.TranslatorContract;

/** The contract, and what Translate and Comprehend have beyond it, with recorded exchanges. */
class AmazonTranslatorTest extends TranslatorContract {

  private static final Request MORNING = new Request("Good morning.", "en", "pt", List.of());
  private static final Request NAMES =
      new Request("Rosa wrote to %1 from Lisbon about Acme 😀 Inc.", "en", "pt", List.of());

  private RecordedAws aws;
  private Translator opened;

  @BeforeAll
  static void credentials() {
    Recorded.credentials();
  }

  @AfterEach
  void shouldHaveBeenAskedOnlyWhatWasWrittenDown() {
    if (opened != null) {
      opened.close();
    }
    aws.close();
    assertThat(aws.strange()).isEmpty();
  }

  @Override
  protected Translator translator() throws Exception {
    aws =
        RecordedAws.with(
            "translate/languages-1",
            "translate/languages-2",
            "translate/good-morning",
            "translate/not-late");
    return new AmazonTranslator(plain(aws.endpoint()));
  }

  @Test
  void shouldServeEachListedLanguageIntoEachOtherOnceTheyAreListed() throws Exception {
    Translator translator = with(false, "translate/good-morning");
    for (int i = 0; i < 500 && translator.serves("en", "tlh"); i++) {
      Thread.sleep(10);
    }
    assertThat(translator.serves("en", "tlh")).isFalse();
    assertThat(translator.serves("de", "zh")).isTrue();
    assertThat(translator.serves("auto", "en")).isFalse();
    assertThat(translator.serves("pt", "pt")).isFalse();
    assertThat(aws.used()).containsExactly("translate/languages-1", "translate/languages-2");
  }

  @Test
  void shouldSayWhatItServesAlsoWhenNobodyOpenedIt() throws Exception {
    aws.close();
    aws = RecordedAws.with("translate/languages-1", "translate/languages-2");
    var translator = new AmazonTranslator(plain(aws.endpoint()));
    for (int i = 0; i < 500 && translator.serves("en", "tlh"); i++) {
      Thread.sleep(10);
    }
    assertThat(translator.serves("en", "tlh")).isFalse();
  }

  @Test
  void shouldAskForTerminologyFormalityAndMaskedProfanity() throws Exception {
    exchanges("translate/formal");
    open(new TranslateConfig(aws.endpoint(), "hospital", "FORMAL", true, null));
    var request = new Request("Come to Ward 7, damn it.", "en", "de", List.of());
    assertThat(rendered(request)).isEqualTo("Kommen Sie auf Station 7, ?$#@$.");
  }

  @Test
  void shouldKeepNamesThatComprehendFindsAndTheMaskThatIsThere() throws Exception {
    with(true, "comprehend/names", "translate/names-masked", "comprehend/is-portuguese");
    assertThat(rendered(NAMES)).isEqualTo("Rosa escreveu de Lisboa para %1 sobre Acme 😀 Inc.");
    assertThat(aws.used()).contains("comprehend/names", "comprehend/is-portuguese");
  }

  @Test
  void shouldTranslateNamesRatherThanLoseOne() throws Exception {
    with(
        true,
        "comprehend/names",
        "translate/names-lost",
        "translate/names-plain",
        "comprehend/is-portuguese-plain");
    assertThat(rendered(NAMES)).isEqualTo("Rosa escreveu de Lisboa para %1 sobre a Acme 😀 Inc.");
  }

  @Test
  void shouldTranslateWithoutNamesWhenComprehendFails() throws Exception {
    with(true, "comprehend/throttled", "translate/good-morning");
    assertThat(rendered(MORNING)).isEqualTo("Bom dia.");
    assertThat(aws.used()).contains("comprehend/throttled");
  }

  @Test
  void shouldRefuseWhatIsSurelyInAnotherLanguage() throws Exception {
    with(true, "comprehend/no-names", "translate/wrong-language", "comprehend/is-english");
    var request = new Request("Good morning to all of you.", "en", "pt", List.of());
    var failure = Recorded.failureOf(opened.translate(request));
    assertThat(failure).hasMessage("amazon-translate answered in en, not in pt");
    assertThat(failure.isTransient()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "throttled, true, TooManyRequestsException",
    "rate-exceeded, true, ThrottlingException",
    "broken, true, InternalServerException",
    "unsupported, false, UnsupportedLanguagePairException",
    "cut, true, ''",
    "unreadable, false, ''"
  })
  void shouldNameAFailureAndSayWhetherAnotherTryMayHelp(
      String exchange, boolean isTransient, String named) throws Exception {
    with(false, "translate/" + exchange);
    var failure = Recorded.failureOf(opened.translate(MORNING));
    assertThat(failure).hasMessageStartingWith("amazon-translate").hasMessageContaining(named);
    assertThat(failure.isTransient()).as(failure.toString()).isEqualTo(isTransient);
  }

  @Test
  void shouldGiveUpAtItsDeadline() throws Exception {
    exchanges("translate/slow");
    var late =
        new AmazonEndpoint("eu-central-1", aws.endpoint().override(), Duration.ofMillis(800));
    open(plain(late));
    var failure = Recorded.failureOf(opened.translate(MORNING));
    assertThat(failure.isTransient()).as(failure.toString()).isTrue();
  }

  @Test
  void shouldSayNothingOnceItIsCancelled() throws Exception {
    with(false, "translate/slow");
    var hearing = Hearing.of(opened.translate(MORNING));
    Thread.sleep(100);
    hearing.cancel();
    Thread.sleep(300);
    assertThat(hearing.isOver()).isFalse();
  }

  private String rendered(Request request) {
    return Hearing.answersOf(opened.translate(request)).get(0).text();
  }

  private Translator with(boolean comprehend, String... exchanges) throws Exception {
    exchanges(exchanges);
    return open(
        new TranslateConfig(aws.endpoint(), "", "", false, comprehend ? aws.endpoint() : null));
  }

  private void exchanges(String... names) throws Exception {
    aws.close();
    String[] all = new String[names.length + 2];
    all[0] = "translate/languages-1";
    all[1] = "translate/languages-2";
    System.arraycopy(names, 0, all, 2, names.length);
    aws = RecordedAws.with(all);
  }

  private Translator open(TranslateConfig config) {
    opened = new AmazonTranslator(config);
    opened.open();
    return opened;
  }

  private static TranslateConfig plain(AmazonEndpoint endpoint) {
    return new TranslateConfig(endpoint, "", "", false, null);
  }
}
