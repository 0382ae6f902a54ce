package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.CallAttempts.Again;
import org.univoice.job.call.CallAttempts.Over;

/** Property 51: transient failures are tried again, with exponentially increasing delays. */
class RetryTest {

  private static final ModelCallException BUSY = new ModelCallException("busy", true, null);

  @Property
  void shouldDoubleTheDelayUpToTheLongest(
      @ForAll @LongRange(min = 1, max = 1_000) long firstMillis,
      @ForAll @LongRange(min = 1_000, max = 60_000) long maxMillis,
      @ForAll @IntRange(min = 1, max = 80) int attemptsMade) {
    var retry = new RetryPolicy(100, firstMillis, maxMillis, 0);
    double expected = Math.min(maxMillis, firstMillis * Math.pow(2, attemptsMade - 1));
    assertThat(retry.backoffMillis(attemptsMade, new Random(1))).isEqualTo(Math.round(expected));
  }

  @Property
  void shouldTakeAtMostTheJitterOffTheDelay(
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll @IntRange(min = 1, max = 10) int attemptsMade,
      @ForAll long seed) {
    var retry = new RetryPolicy(100, 100, 10_000, jitter);
    long full = new RetryPolicy(100, 100, 10_000, 0).backoffMillis(attemptsMade, new Random(0));
    assertThat(retry.backoffMillis(attemptsMade, new Random(seed)))
        .isBetween(Math.round(full * (1 - jitter)) - 1, full);
  }

  @Property
  void shouldTryTransientFailuresExactlyAsOftenAsAllowed(
      @ForAll @IntRange(min = 1, max = 10) int allowed) {
    var attempts = new CallAttempts(new RetryPolicy(allowed, 10, 1_000, 0.5), 100);
    for (int made = 1; made < allowed; made++) {
      attempts.begin(0);
      assertThat(attempts.afterFailure(BUSY, false, new Random(made))).isInstanceOf(Again.class);
    }
    attempts.begin(0);
    assertThat(attempts.afterTimeout(false, new Random(0))).isInstanceOf(Over.class);
  }

  @Test
  void shouldNotTryAgainWhatCannotHelp() {
    var attempts = new CallAttempts(new RetryPolicy(3, 10, 1_000, 0), 100);
    attempts.begin(0);
    var next =
        attempts.afterFailure(new ModelCallException("no such pair", false, null), true, null);
    assertThat(next)
        .isEqualTo(new Over(new CallEnd(CallEnd.Reason.FAILED, 0, "attempt 1: no such pair")));
  }

  @Test
  void shouldSpreadCallersThatFailedTogether() {
    var retry = new RetryPolicy(3, 1_000, 10_000, 0.5);
    var chance = new Random(7);
    double mean = 0;
    for (int i = 0; i < 1_000; i++) {
      mean += retry.backoffMillis(1, chance) / 1_000.0;
    }
    assertThat(mean).isCloseTo(750, within(25.0));
  }
}
