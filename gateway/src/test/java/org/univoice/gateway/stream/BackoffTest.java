package org.univoice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BackoffTest {

  private static final RandomGenerator LEAST = () -> 0;
  private static final RandomGenerator MOST = () -> -1;

  private final Backoff backoff = new Backoff();

  @Example
  void shouldDoubleUpToTwoSeconds() {
    long[] waits = new long[9];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = backoff.failedMillis(MOST);
    }

    assertThat(waits).containsExactly(20, 40, 80, 160, 320, 640, 1_280, 2_000, 2_000);
    assertThat(backoff.failures()).isEqualTo(9);
  }

  @Example
  void shouldLeaveHalfOfTheWaitToChance() {
    assertThat(backoff.failedMillis(LEAST)).isEqualTo(10);
    assertThat(backoff.failedMillis(LEAST)).isEqualTo(20);
  }

  @Example
  void shouldStartAgainAfterASuccess() {
    backoff.failedMillis(MOST);
    backoff.failedMillis(MOST);
    backoff.succeeded();

    assertThat(backoff.failures()).isZero();
    assertThat(backoff.failedMillis(MOST)).isEqualTo(20);
  }

  @Property(tries = 50)
  void shouldStayBetweenHalfAndWholeForAsLongAsItFails(@ForAll long seed) {
    Backoff backoff = new Backoff();
    Random random = new Random(seed);
    double full = 20;
    for (int i = 0; i < 2_000; i++) {
      assertThat((double) backoff.failedMillis(random)).isBetween(full / 2, full);
      full = Math.min(2_000, 2 * full);
    }
  }
}
