package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.Recognizer.Guess;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.stream.LatencyMarks;

/** The probabilities are Whisper base's for recordings of real speech. */
class SpokenLanguageTest {

  /** A sentence or two in each of six languages, cut where the speakers pause. */
  private static final List<Heard> SIX_LANGUAGES =
      List.of(
          heard(5_680, "en", 0.99896f, "la", 0.00067f, "nn", 0.00012f),
          heard(2_670, "es", 0.99226f, "en", 0.00204f, "gl", 0.00101f),
          heard(1_780, "es", 0.92632f, "it", 0.04879f, "en", 0.00969f),
          heard(3_660, "pt", 0.46431f, "es", 0.31058f, "it", 0.07164f),
          heard(5_360, "fr", 0.99746f, "br", 0.00052f, "nn", 0.00047f),
          heard(4_500, "de", 0.99982f, "en", 0.00007f, "nn", 0.00006f),
          heard(5_260, "it", 0.97036f, "la", 0.01676f, "bs", 0.00432f),
          heard(3_860, "pt", 0.98859f, "nn", 0.00470f, "ru", 0.00247f));

  @Test
  void shouldFollowSixLanguagesInARowAndNotTakeSpanishForPortuguese() {
    assertThat(followed(SIX_LANGUAGES))
        .containsExactly("en", "es", "es", "es", "fr", "de", "it", "pt");
  }

  @Test
  void shouldGoBackAndForthBetweenTwoLanguagesOnOneMicrophone() {
    var english = SIX_LANGUAGES.get(0);
    var spanish = heard(1_800, "es", 0.92632f, "it", 0.04879f, "en", 0.00969f);
    var clear = SIX_LANGUAGES.get(1);

    assertThat(followed(List.of(english, clear, english, spanish, english, spanish)))
        .containsExactly("en", "es", "en", "es", "en", "es");
  }

  /** One recording, cut where it changes: two sentences of each, with pauses of 0.4 s. */
  @Test
  void shouldFollowSomebodyWhoChangesLanguageThreeTimes() {
    var spanish = heard(7_312, "es", 0.99752f, "pt", 0.00108f, "gl", 0.00052f);
    var english = heard(4_820, "en", 0.99121f, "ja", 0.00611f, "la", 0.00023f);
    var spanishAgain = heard(8_084, "es", 0.99389f, "en", 0.00211f, "pt", 0.00094f);
    var englishAgain = heard(4_932, "en", 0.99737f, "ja", 0.00058f, "mi", 0.00028f);

    assertThat(followed(List.of(spanish, english, spanishAgain, englishAgain)))
        .containsExactly("es", "en", "es", "en");
  }

  /** The same, as a partial hears it in which 4.8 s of English and 2.6 s of Spanish are. */
  @Test
  void shouldTellThatTheLanguageChangesInsideASegment() {
    var spanish = heard(7_312, "es", 0.99752f, "pt", 0.00108f, "gl", 0.00052f);
    var english = heard(4_820, "en", 0.99121f, "ja", 0.00611f, "la", 0.00023f);
    var spanishAgain = heard(2_584, "es", 0.97736f, "en", 0.00968f, "pt", 0.00406f);
    var mixed = heard(7_404, "en", 0.70618f, "es", 0.28397f, "ja", 0.00267f);

    assertThat(isChange(spanish, english, spanishAgain)).isTrue();
    assertThat(isChange(spanish, english, english)).isFalse();
    assertThat(isChange(spanish, english, mixed)).isFalse();
    var doubtful = heard(2_584, "en", 0.7f, "cy", 0.2f, "es", 0.0001f);
    assertThat(isChange(english, spanish, doubtful)).isFalse();
    assertThat(isChange(english, heard(2_000, "cy", 0.6f, "en", 0.3f, "de", 0.1f), english))
        .isFalse();
  }

  private static boolean isChange(Heard before, Heard first, Heard second) {
    long cutMillis = first.audioMillis();
    long endMillis = cutMillis + second.audioMillis();
    var ref = new SegmentRef("s", "ana", 0, endMillis, 1, SegmentKind.PARTIAL, LatencyMarks.NONE);
    var segment = new SpeechSegment(ref, "auto", 0, new byte[(int) endMillis * 32]);
    return new LanguageChange(new ClauseCut(0, cutMillis))
        .isReal(
            segment,
            SpokenLanguage.UNKNOWN.heard(before.guesses(), before.audioMillis()),
            said(first),
            said(second));
  }

  private static Recognition said(Heard heard) {
    String language = heard.guesses()[0].language();
    return new Recognition(
        "words",
        language,
        1,
        0.9f,
        0,
        new RecognizedWord[0],
        0.9f,
        24,
        heard.guesses(),
        new float[0]);
  }

  @Test
  void shouldNotBelieveTheFirstSecondOfAnUtterance() {
    var settled = List.of(SIX_LANGUAGES.get(1), SIX_LANGUAGES.get(2));
    var arabic = heard(1_000, "ar", 0.907f, "ml", 0.018f, "es", 0.001f);

    assertThat(followed(List.of(settled.get(0), settled.get(1), arabic))).endsWith("es");
  }

  @Test
  void shouldTakeUpALanguageThatNobodyDeclared() {
    assertThat(followed(List.of(heard(4_000, "yo", 0.6f, "ha", 0.2f, "sw", 0.1f))))
        .containsExactly("yo");
  }

  @Test
  void shouldExpectMoreOfAShortStretchThanOfALongOne() {
    var english = SpokenLanguage.UNKNOWN.heard(SIX_LANGUAGES.get(0).guesses(), 5_680);

    assertThat(english.before(500).advantages()[0])
        .isGreaterThan(english.before(3_000).advantages()[0]);
    assertThat(english.before(9_000)).isEqualTo(english);
  }

  @Test
  void shouldBeStateWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(SpokenLanguage.class);
  }

  private record Heard(long audioMillis, Guess[] guesses) {}

  private static Heard heard(
      long audioMillis, String a, float ofA, String b, float ofB, String c, float ofC) {
    return new Heard(
        audioMillis, new Guess[] {new Guess(a, ofA), new Guess(b, ofB), new Guess(c, ofC)});
  }

  private static List<String> followed(List<Heard> segments) {
    var spoken = SpokenLanguage.UNKNOWN;
    List<String> languages = new ArrayList<>();
    for (Heard segment : segments) {
      spoken = spoken.heard(segment.guesses(), segment.audioMillis());
      languages.add(spoken.language());
    }
    return languages;
  }
}
