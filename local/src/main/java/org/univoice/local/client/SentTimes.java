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

  /**
   * When the last sample before this place was spoken; 0 when it has not left. A chunk leaves when
   * its end has been spoken, which for most samples is a little later.
   */
  synchronized long spokenAt(long trackMillis) {
    long chunk = Math.max(0, trackMillis - 1) / Recording.CHUNK_MILLIS;
    int last = (int) Math.min(chunk, sentAtMillis.length - 1);
    long rest = Math.max(0, (last + 1L) * Recording.CHUNK_MILLIS - trackMillis);
    return sentAtMillis[last] == 0 ? 0 : sentAtMillis[last] - rest;
  }
}
