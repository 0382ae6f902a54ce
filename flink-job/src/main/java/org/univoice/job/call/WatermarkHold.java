package org.univoice.job.call;

import java.util.TreeMap;

/** Keeps the watermark behind every input whose answer is still owed. Times are event time, ms. */
final class WatermarkHold {

  static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private final TreeMap<Long, Integer> owed = new TreeMap<>();
  private long watermarkMillis = Long.MIN_VALUE;
  private long releasedMillis = Long.MIN_VALUE;

  void owe(long timestampMillis) {
    if (timestampMillis != NO_TIMESTAMP) {
      owed.merge(timestampMillis, 1, Integer::sum);
    }
  }

  void settle(long timestampMillis) {
    if (timestampMillis != NO_TIMESTAMP) {
      owed.computeIfPresent(timestampMillis, (time, count) -> count == 1 ? null : count - 1);
    }
  }

  void onWatermark(long millis) {
    watermarkMillis = millis;
  }

  /** Whether a watermark can be sent on that has not been sent yet: {@link #released()}. */
  boolean release() {
    long safe = owed.isEmpty() ? watermarkMillis : Math.min(watermarkMillis, owed.firstKey() - 1);
    if (safe <= releasedMillis) {
      return false;
    }
    releasedMillis = safe;
    return true;
  }

  long released() {
    return releasedMillis;
  }
}
