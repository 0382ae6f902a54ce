package org.univoice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReattachDelayTest {
  @Test
  void shouldTryAtOnceAndThenAfterWaitsThatDoubleUpToTwoSeconds() {
    assertThat(IntStream.range(0, 8).mapToLong(failures -> ReattachDelay.millis(failures, 1)))
        .containsExactly(0L, 100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
  }

  @Test
  void shouldLeaveHalfOfTheWaitToChance() {
    assertThat(ReattachDelay.millis(3, 0)).isEqualTo(200);
    assertThat(ReattachDelay.millis(3, 0.5)).isEqualTo(300);
  }
}
