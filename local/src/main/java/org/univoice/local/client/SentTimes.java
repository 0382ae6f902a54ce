package org.univoice.local.client;

/** When which part of the recording left, on the wall clock. Safe for use by several threads. */
final class SentTimes {
  private final long[] sentAtMillis;

  SentTimes(int chunks) {
    sentAtMillis = new long[chunks];
  }

  /** Only the first time counts: sending again after a drop does not make a word any newer. */
  synchronized void sent(int chunk, long nowMillis) {
    if (sentAtMillis[chunk] == 0) {
      sentAtMillis[chunk] = nowMillis;
    }
  }

  /** When the chunk left that holds the last sample before this place; 0 when it has not. */
  synchronized long lastSampleBefore(long trackMillis) {
    long chunk = Math.max(0, trackMillis - 1) / Recording.CHUNK_MILLIS;
    return sentAtMillis[(int) Math.min(chunk, sentAtMillis.length - 1)];
  }
}
