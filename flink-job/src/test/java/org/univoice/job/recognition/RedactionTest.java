package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.job.stream.RecognitionOptions;

class RedactionTest {

  private static final Redaction PERSONAL = new Redaction(options(false, true));
  private static final Redaction PROFANE = new Redaction(options(true, false));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana.lima+x@example.com.br",
        "ana at example dot com",
        "ana arroba exemplo ponto com",
        "ana at example.com",
        "ana.lima at mail.example dot com",
        "ana dot lima at example dot com",
        "ana dot lima@example.com",
        "4111 1111 1111 1111",
        "DE89 3704 0044 0532 0130 00",
        "529.982.247-25",
        "52998224725",
        "078-05-1120",
        "+55 11 91234-5678",
        "(415) 555-2671",
        "555-2671",
        "five five five two six seven one",
      })
  void shouldLeaveOutWhatNamesAPerson(String personal) {
    assertThat(PERSONAL.text("It is " + personal + ", thanks.", "en"))
        .isEqualTo("It is …, thanks.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "In 1984 we sold 1,000,000 books for $25.50.",
        "The meeting is on 2024-05-12 at 10:30.",
        "One two three, testing.",
        "Look at the dot.",
        "Uma, duas ou três vezes."
      })
  void shouldLeaveOtherNumbersAlone(String text) {
    assertThat(PERSONAL.text(text, "en")).isEqualTo(text);
  }

  @Test
  void shouldBelieveNumbersWithCheckDigitsOnlyWhenTheseAreRight() {
    assertThat(PersonalData.isLuhn("4111111111111111")).isTrue();
    assertThat(PersonalData.isLuhn("4111111111111112")).isFalse();
    assertThat(PersonalData.isIban("DE89370400440532013000")).isTrue();
    assertThat(PersonalData.isIban("DE88370400440532013000")).isFalse();
    assertThat(PersonalData.isCpf("52998224725")).isTrue();
    assertThat(PersonalData.isCpf("52998224726")).isFalse();
  }

  @Test
  void shouldHideInAPartialWhatMayBecomeANumber() {
    assertThat(PERSONAL.partial("Call me at 415 55", "en")).isEqualTo("Call me at …");
    assertThat(PERSONAL.partial("Write to ana@exa", "en")).isEqualTo("Write to …");
    for (String more : new String[] {"at", "at exa", "at example dot", "at example dot co"}) {
      assertThat(PERSONAL.partial("Write to ana dot lima " + more, "en")).isEqualTo("Write to …");
    }
    assertThat(PERSONAL.text("We met at noon.", "en")).isEqualTo("We met at noon.");
    assertThat(PERSONAL.text("We won in 1984", "en")).isEqualTo("We won in 1984");
  }

  @ParameterizedTest
  @CsvSource({
    "en, What the FUCK is this?, What the … is this?",
    "pt, Que merda!, Que …!",
    "es, No jodas que mierda., No jodas que ….",
    "fr, 'Putain, ça marche.', '…, ça marche.'",
    "en, Scunthorpe and Dick Cheney., Scunthorpe and Dick Cheney.",
    "de, What the fuck, What the fuck",
  })
  void shouldMaskSwearWordsOfTheLanguageThatIsSpoken(String language, String said, String masked) {
    assertThat(PROFANE.text(said, language)).isEqualTo(masked);
  }

  @Test
  void shouldHideTheWordsWithTheirTimesToo() {
    var words = words("My card: 4111 1111 1111 1111, okay?");

    var kept = PERSONAL.words(words, "My card: 4111 1111 1111 1111, okay?", "en");

    assertThat(Arrays.stream(kept).map(RecognizedWord::text))
        .containsExactly("My", "card:", "…", "…", "…", "…", "okay?");
    assertThat(kept[2].startMillis()).isEqualTo(words[2].startMillis());
  }

  @Property
  void shouldChangeNothingUnlessItIsAskedFor(@ForAll String text) {
    assertThat(new Redaction(RecognitionOptions.NONE).text(text, "en")).isEqualTo(text);
  }

  @Property
  void shouldFindNothingMoreInWhatItMade(@ForAll String text) {
    var both = new Redaction(options(true, true));
    String once = both.text(text + " ana@example.com fuck 415 555 2671", "en");

    assertThat(once).doesNotContain("example", "fuck", "2671");
    assertThat(both.text(once, "en")).isEqualTo(once);
  }

  private static RecognizedWord[] words(String text) {
    String[] each = text.split(" ");
    var words = new RecognizedWord[each.length];
    for (int i = 0; i < each.length; i++) {
      words[i] = new RecognizedWord(each[i], 100 * i, 100 * i + 90, 0.9f);
    }
    return words;
  }

  private static RecognitionOptions options(boolean profanity, boolean personal) {
    return new RecognitionOptions(new String[0], profanity, personal);
  }
}
