package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PacerPropertyTest {
  private static final long CHUNK = 50_000_000L;

  @Property
  void shouldNeverDriftHoweverLateEveryWakeUpIs(
      @ForAll @Size(200) java.util.List<@IntRange(max = 4_000_000) Integer> lateNanos,
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long start) {
    Pacer pacer = new Pacer(start, true);
    long now = start;
    for (int chunk = 0; chunk < lateNanos.size(); chunk++) {
      now += pacer.waitNanos(chunk, now) + lateNanos.get(chunk);
      long due = start + (chunk + 1) * CHUNK;
      assertThat(now).isBetween(due, due + 4_000_000);
    }
  }

  @Property
  void shouldKeepEveryIntervalWithinTenPercentWhenWakeUpsAreAtMostFiveMillisecondsLate(
      @ForAll @Size(100) java.util.List<@IntRange(max = 5_000_000) Integer> lateNanos) {
    Pacer pacer = new Pacer(0, true);
    long now = 0;
    long before = 0;
    for (int chunk = 0; chunk < lateNanos.size(); chunk++) {
      now += pacer.waitNanos(chunk, now) + lateNanos.get(chunk);
      if (chunk > 0) {
        assertThat(now - before).isBetween(CHUNK * 9 / 10, CHUNK * 11 / 10);
      }
      before = now;
    }
  }

  @Property
  void shouldNotWaitAtAllWhenNotInRealTime(@ForAll @IntRange(max = 10_000) int chunk) {
    assertThat(new Pacer(0, false).waitNanos(chunk, 0)).isZero();
  }
}
