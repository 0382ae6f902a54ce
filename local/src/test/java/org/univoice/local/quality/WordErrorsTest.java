package org.univoice.local.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a b c d | a b c d     | 0
          a b c d | a x c d     | 1
          a b c d | a c d       | 1
          a b c d | a b b c d   | 1
          a b c d | d c b a     | 4
          a b     | ''          | 2
          """)
  void shouldCountWordsThatAreWrongMissingOrTooMany(String reference, String heard, int errors) {
    assertThat(WordErrors.between(reference, heard).errors()).isEqualTo(errors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ask not, what     | ask NOT what!
          It’s so          | it is so
          they won't        | they will not
          Mr. Brown         | mister brown
          o Sr. Silva       | o senhor silva
          the colours       | the colors
          3 of 12           | three of twelve
          não               | não
          """)
  void shouldTakeTwoWaysToWriteTheSameSoundsForOne(String reference, String heard) {
    assertThat(WordErrors.between(reference, heard).errors()).isZero();
  }

  @Test
  void shouldNotTakeOneWordForAnother() {
    assertThat(WordErrors.between("our hour is 13", "or hor is 12").errors()).isEqualTo(3);
  }

  @Test
  void shouldGiveTheRateOverEverythingSaid() {
    var both = WordErrors.between("a b", "").plus(WordErrors.between("a b", "a b"));

    assertThat(both.rate()).isEqualTo(0.5);
    assertThat(both).hasToString("50.0 % (2 of 4 words)");
    assertThat(WordErrors.NONE).hasToString("-");
  }
}
