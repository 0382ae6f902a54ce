package org.univoice.job.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.job.call.Hearing;
import org.univoice.job.call.ModelCallException;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.Recognizer.Request;
import org.univoice.job.recognition.RecognizerContract;

/** The contract, and what Transcribe has beyond it, over HTTP/2 with recorded exchanges. */
class TranscribeRecognizerTest extends RecognizerContract {

  private static final List<String> LANGUAGES = List.of("en-US", "pt-BR");

  private RecordedTranscribe aws;
  private Recognizer opened;

  @BeforeAll
  static void credentials() {
    Recorded.credentials();
  }

  @AfterEach
  void shouldHaveBeenAskedOnlyWhatWasWrittenDown() {
    if (opened != null) {
      opened.close();
    }
    assertThat(aws.strange()).isEmpty();
    aws.close();
  }

  @Override
  protected Recognizer recognizer() {
    aws =
        RecordedTranscribe.with(
            "transcribe/english", "transcribe/identified-partial", "transcribe/identified-whole");
    return new TranscribeRecognizer(config(aws.endpoint(), List.of()));
  }

  @Test
  void shouldSendTheWholeAudioInSignedPiecesAndThenItsEnd() {
    Recognizer recognizer = with(List.of(), "transcribe/english");
    byte[] pcm = new byte[32_000 + 640];
    new Random(1).nextBytes(pcm);

    Hearing.answersOf(recognizer.recognize(new Request(pcm, "en", true, true, false)));

    var heard = aws.heard().get(0);
    assertThat(heard.pcm.toByteArray()).isEqualTo(pcm);
    assertThat(heard.pieces).hasSize(11).startsWith(3_200).endsWith(640);
    assertThat(heard.ended).isTrue();
    assertThat(heard.signatures).hasSize(12).allMatch(signature -> signature.length() == 64);
    assertThat(new HashSet<>(heard.signatures)).hasSize(12);
  }

  @Test
  void shouldGiveWordsWithTheirPunctuationTimesAndConfidences() {
    Recognizer recognizer = with(List.of(), "transcribe/english");

    Recognition answer = recognized(recognizer, new Request(speech(), "en", true, true, false));

    assertThat(answer.text()).isEqualTo("Good morning.");
    assertThat(answer.words()).extracting(word -> word.text()).containsExactly("Good", "morning.");
    assertThat(answer.words()[1].startMillis()).isEqualTo(330);
    assertThat(answer.words()[1].endMillis()).isEqualTo(700);
    assertThat(answer.words()[1].confidence()).isEqualTo(0.9713f);
    assertThat(answer.confidence()).isEqualTo((0.998f + 0.9713f) / 2);
    assertThat(answer.languageProbability()).isEqualTo(1);
    assertThat(answer.noSpeechProbability()).isZero();
  }

  @Test
  void shouldJoinResultsAndNotMakeUpAConfidence() {
    Recognizer recognizer = with(List.of(), "transcribe/two-results");
    Recognition answer = recognized(recognizer, new Request(speech(), "en", true, true, false));
    assertThat(answer.text()).isEqualTo("Good morning. Hello");
    assertThat(answer.words()[2].confidence()).isEqualTo(0.8f);
  }

  @Test
  void shouldHearNobodyInSilence() {
    Recognizer recognizer = with(List.of(), "transcribe/silence");
    Recognition answer = recognized(recognizer, new Request(speech(), "en", true, true, false));
    assertThat(answer.text()).isEmpty();
    assertThat(answer.words()).isEmpty();
    assertThat(answer.noSpeechProbability()).isEqualTo(1);
    assertThat(answer.confidence()).isZero();
  }

  @Test
  void shouldAnswerAPartialBeforeTheStreamEndsAndGiveItUp() throws Exception {
    Recognizer recognizer = with(List.of(), "transcribe/identified-partial");
    Recognition answer = recognized(recognizer, new Request(speech(), "", false, false, false));
    assertThat(answer.text()).isEqualTo("Good morning");
    assertThat(answer.language()).isEqualTo("en");
    assertThat(answer.languageProbability()).isEqualTo(0.93f);
    assertThat(becomesReset()).isTrue();
  }

  @Test
  void shouldIdentifyAmongTheLanguagesWithAVocabularyForEach() {
    Recognizer recognizer = with(List.of("names-en", "names-pt"), "transcribe/identified");
    Recognition answer = recognized(recognizer, new Request(speech(), "", true, false, false));
    assertThat(answer.language()).isEqualTo("en");
  }

  @Test
  void shouldUseTheVocabularyOfTheLanguageThatIsTold() {
    Recognizer recognizer = with(List.of("names-en", "names-pt"), "transcribe/vocabulary");
    Recognition answer = recognized(recognizer, new Request(speech(), "pt", true, true, false));
    assertThat(answer.text()).isEqualTo("Bom dia");
    assertThat(answer.language()).isEqualTo("pt");
  }

  @ParameterizedTest
  @CsvSource({
    "throttled, true, LimitExceededException",
    "bad-audio, false, BadRequestException",
    "refused, false, BadRequestException",
    "unavailable, true, ServiceUnavailableException",
    "reset, true, ''",
    "reset-at-once, true, ''",
    "damaged, false, ''"
  })
  void shouldNameAFailureAndSayWhetherAnotherTryMayHelp(
      String exchange, boolean isTransient, String named) {
    Recognizer recognizer = with(List.of(), "transcribe/" + exchange);
    ModelCallException failure =
        Recorded.failureOf(recognizer.recognize(new Request(speech(), "en", true, true, false)));
    assertThat(failure).hasMessageStartingWith("amazon-transcribe").hasMessageContaining(named);
    assertThat(failure.isTransient()).as(failure.toString()).isEqualTo(isTransient);
  }

  @Test
  void shouldGiveUpAtItsDeadlineAndSayThatAnotherTryMayHelp() {
    aws.close();
    aws = RecordedTranscribe.with("transcribe/slow");
    var late =
        new AmazonEndpoint("eu-central-1", aws.endpoint().override(), Duration.ofMillis(600));
    opened = new TranscribeRecognizer(config(late, List.of()));
    opened.open();
    var failure =
        Recorded.failureOf(opened.recognize(new Request(speech(), "en", true, true, false)));
    assertThat(failure.isTransient()).as(failure.toString()).isTrue();
  }

  @Test
  void shouldTellTranscribeThatItIsNotWantedAnyMore() throws Exception {
    Recognizer recognizer = with(List.of(), "transcribe/slow");
    var hearing = Hearing.of(recognizer.recognize(new Request(speech(), "en", true, true, false)));
    while (aws.heard().isEmpty() || !aws.heard().get(0).ended) {
      Thread.sleep(10);
    }
    hearing.cancel();
    assertThat(becomesReset()).isTrue();
    assertThat(hearing.isOver()).isFalse();
  }

  @Test
  void shouldRefuseWhatTranscribeCannotDoWithoutAskingIt() {
    Recognizer recognizer = with(List.of(), "transcribe/english");
    var gist = recognizer.recognize(new Request(speech(), "pt", true, false, true));
    var klingon = recognizer.recognize(new Request(speech(), "tlh", true, false, false));
    assertThat(Recorded.failureOf(gist).isTransient()).isFalse();
    assertThat(gist.model()).isNotEqualTo(klingon.model());
    assertThat(Recorded.failureOf(klingon)).hasMessageContaining("tlh");
    assertThat(aws.heard()).isEmpty();
  }

  @Override
  protected byte[] speech() {
    return new byte[32_000];
  }

  private Recognizer with(List<String> vocabularies, String... exchanges) {
    aws.close();
    aws = RecordedTranscribe.with(exchanges);
    opened = new TranscribeRecognizer(config(aws.endpoint(), vocabularies));
    opened.open();
    return opened;
  }

  private boolean becomesReset() throws InterruptedException {
    for (int i = 0; i < 500 && !aws.heard().get(0).reset; i++) {
      Thread.sleep(10);
    }
    return aws.heard().get(0).reset;
  }

  private static Recognition recognized(Recognizer recognizer, Request request) {
    return Hearing.answersOf(recognizer.recognize(request)).get(0);
  }

  private static TranscribeConfig config(AmazonEndpoint endpoint, List<String> vocabularies) {
    return new TranscribeConfig(endpoint, LANGUAGES, vocabularies, true);
  }
}
