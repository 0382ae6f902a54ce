package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.univoice.job.recognition.Recognizer.Guess;

class SpokenLanguagePropertyTest {

  private static final String[] LANGUAGES = {"en", "pt", "es", "fr", "de", "hi"};

  @Property
  void shouldNeverFlipOnOneShortSegment(
      @ForAll @IntRange(min = 0, max = 5) int other,
      @ForAll @FloatRange(min = 0, max = 1) float probability,
      @ForAll @IntRange(min = 100, max = 999) int audioMillis,
      @ForAll @IntRange(min = 2, max = 20) int segments) {
    var doubtful = new Guess[] {new Guess(LANGUAGES[other], probability)};

    assertThat(settled("en", segments).heard(doubtful, audioMillis).language()).isEqualTo("en");
  }

  @Property
  void shouldNeverFlipOnOneDoubtfulSegment(
      @ForAll @IntRange(min = 1, max = 5) int other,
      @ForAll @FloatRange(min = 0, max = 0.9f) float probability,
      @ForAll @IntRange(min = 100, max = 15_000) int audioMillis) {
    var doubtful =
        new Guess[] {
          new Guess(LANGUAGES[other], probability), new Guess("en", (1 - probability) / 2)
        };

    assertThat(settled("en", 2).heard(doubtful, audioMillis).language()).isEqualTo("en");
  }

  @Property
  void shouldFollowWhoeverGoesOnClearlyInAnotherLanguage(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 5) Integer> before,
      @ForAll @IntRange(min = 0, max = 5) int other,
      @ForAll @IntRange(min = 3_000, max = 15_000) int audioMillis) {
    var spoken = SpokenLanguage.UNKNOWN;
    for (int language : before) {
      spoken = spoken.heard(clearly(LANGUAGES[language]), 2_000);
    }
    spoken = spoken.heard(clearly(LANGUAGES[other]), audioMillis);

    assertThat(spoken.language()).isEqualTo(LANGUAGES[other]);
    assertThat(spoken.languages()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(8);
  }

  private static SpokenLanguage settled(String language, int segments) {
    var spoken = SpokenLanguage.UNKNOWN;
    for (int segment = 0; segment < segments; segment++) {
      spoken = spoken.heard(clearly(language), 4_000);
    }
    return spoken;
  }

  private static Guess[] clearly(String language) {
    return new Guess[] {new Guess(language, 0.995f), new Guess("nn", 0.001f)};
  }
}
