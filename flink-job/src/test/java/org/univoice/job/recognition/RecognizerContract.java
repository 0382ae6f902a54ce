package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.Recognizer.Request;

/** What every recognizer keeps to. */
public abstract class RecognizerContract {

  private static final int BYTES_PER_MILLI = 32;

  private Recognizer recognizer;

  protected abstract Recognizer recognizer() throws Exception;

  /** English speech, 16 kHz mono. */
  protected byte[] speech() throws Exception {
    return new byte[1_000 * BYTES_PER_MILLI];
  }

  @BeforeEach
  void open() throws Exception {
    recognizer = recognizer();
    recognizer.open();
  }

  @AfterEach
  void close() {
    recognizer.close();
  }

  @Test
  void shouldAnswerOnceWithWordsWithinTheAudio() throws Exception {
    byte[] pcm = speech();
    Recognition answer = only(recognizer, new Request(pcm, "en", true, true, false));

    assertThat(answer.text()).isNotBlank();
    assertThat(answer.language()).isEqualTo("en");
    assertThat(answer.confidence()).isBetween(0f, 1f);
    assertThat(answer.noSpeechProbability()).isBetween(0f, 1f);
    assertThat(answer.words()).isNotEmpty();
    long previousMillis = 0;
    for (RecognizedWord word : answer.words()) {
      assertThat(word.startMillis()).isGreaterThanOrEqualTo(previousMillis);
      assertThat(word.endMillis()).isGreaterThanOrEqualTo(word.startMillis());
      assertThat(word.endMillis()).isLessThanOrEqualTo(pcm.length / BYTES_PER_MILLI + 50);
      assertThat(word.confidence()).isBetween(0f, 1f);
      previousMillis = word.startMillis();
    }
  }

  @Test
  void shouldIdentifyTheLanguageWhenItIsNotTold() throws Exception {
    Recognition answer = only(recognizer, new Request(speech(), "", false, false, false));
    assertThat(answer.language()).isEqualTo("en");
    assertThat(answer.languageProbability()).isBetween(0.5f, 1f);
    assertThat(answer.words()).isEmpty();
    assertThat(answer.guesses()[0].language()).isEqualTo("en");
  }

  @Test
  void shouldTellHowSureTheModelIsAndHowLoudTheRoom() throws Exception {
    var answer = only(recognizer, new Request(speech(), "en", true, true, false));
    assertThat(answer.rawConfidence()).isBetween(0.1f, 1f);
    assertThat(answer.speechToNoise())
        .satisfiesAnyOf(
            noise -> assertThat(noise).isBetween(0f, 60f), noise -> assertThat(noise).isNaN());
    assertThat(answer.guesses()).isEmpty();
  }

  @Test
  void shouldTakeWordsAndLanguagesThatAreExpected() throws Exception {
    var expected = new SpokenLanguage(new String[] {"en", "pt"}, new float[] {6, 2});
    var vocabulary = new String[] {"Quilter", "UniVoice"};
    var request = new Request(speech(), "", true, true, false, expected, vocabulary);
    assertThat(only(recognizer, request).language()).isEqualTo("en");
  }

  @Test
  void shouldGiveTheSameAnswerWhenTheSameCallIsMadeAgain() throws Exception {
    var call = recognizer.recognize(new Request(speech(), "en", true, false, false));
    assertThat(Hearing.answersOf(call).get(0).text())
        .isEqualTo(Hearing.answersOf(call).get(0).text());
  }

  private static Recognition only(Recognizer recognizer, Request request) {
    List<Recognition> answers = Hearing.answersOf(recognizer.recognize(request));
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }
}
