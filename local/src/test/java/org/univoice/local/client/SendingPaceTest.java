package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SendingPaceTest {
  /** On the real clock: half of all intervals must be within 10 %, and nothing may add up. */
  @Test
  void shouldSendEveryFiftyMilliseconds() {
    long start = System.nanoTime();
    Pacer pacer = new Pacer(start, true);
    long[] sent = new long[40];
    for (int chunk = 0; chunk < sent.length; chunk++) {
      for (long wait = pacer.waitNanos(chunk, System.nanoTime());
          wait > 0;
          wait = pacer.waitNanos(chunk, System.nanoTime())) {
        LockSupport.parkNanos(wait);
      }
      sent[chunk] = System.nanoTime();
    }
    long[] intervals = new long[sent.length - 1];
    Arrays.setAll(intervals, i -> sent[i + 1] - sent[i]);
    Arrays.sort(intervals);
    assertThat(intervals[intervals.length / 2] / 1_000).isBetween(45_000L, 55_000L);
    assertThat((sent[39] - start) / 1_000_000).isBetween(2_000L, 2_100L);
  }
}
