package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.Recognizer.Guess;

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

  /** One recording: two sentences of Spanish, two of English after each, with pauses of 0.4 s. */
  @Test
  void shouldFollowSomebodyWhoChangesLanguageTwice() {
    var spanish = heard(6_528, "es", 0.99530f, "en", 0.00300f, "pt", 0.00090f);
    var english = heard(4_900, "en", 0.98980f, "ja", 0.00750f, "es", 0.00010f);
    var spanishAgain = heard(3_450, "es", 0.97200f, "en", 0.01550f, "pt", 0.00430f);
    var englishAgain = heard(4_032, "en", 0.99060f, "pt", 0.00270f, "es", 0.00020f);

    assertThat(followed(List.of(spanish, english, spanishAgain, englishAgain)))
        .containsExactly("es", "en", "es", "en");
  }

  /** The same, where a clause was cut with 4.3 s of English and 3.4 s of Spanish in it. */
  @Test
  void shouldTakeAClauseOfTwoLanguagesForTheOneBeforeAndFollowAfterwards() {
    var spanish = heard(6_528, "es", 0.99530f, "en", 0.00300f, "pt", 0.00090f);
    var mixed = heard(8_050, "en", 0.77380f, "es", 0.21580f, "ja", 0.00370f);
    var english = heard(4_032, "en", 0.99060f, "pt", 0.00270f, "es", 0.00020f);

    assertThat(followed(List.of(spanish, mixed, english))).containsExactly("es", "es", "en");
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
