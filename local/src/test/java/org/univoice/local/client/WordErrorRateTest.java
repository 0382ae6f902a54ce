package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordErrorRateTest {
  @Test
  void shouldCountWordsAndNotCaseOrPunctuation() {
    assertThat(WordErrorRate.of("Ask not, what", "ask NOT what!")).isZero();
    assertThat(WordErrorRate.of("a b c d", "a x c")).isEqualTo(0.5);
    assertThat(WordErrorRate.of("a b", "")).isEqualTo(1);
  }
}
