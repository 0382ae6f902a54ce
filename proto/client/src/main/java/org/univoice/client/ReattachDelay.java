package org.univoice.client;

/**
 * How long to wait before the next try to come back: doubles with every try up to two seconds, half
 * of it left to chance, so that clients that lost one gateway do not all come to the next at once
 * ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
final class ReattachDelay {
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 2_000;

  private ReattachDelay() {}

  /**
   * @param failures how many tries have failed since the connection was lost; the first try waits
   *     for nothing
   * @param chance from 0 to 1
   */
  static long millis(int failures, double chance) {
    if (failures == 0) {
      return 0;
    }
    double full = Math.min(MAX_MILLIS, FIRST_MILLIS * Math.pow(2, failures - 1.0));
    return Math.round(full * (0.5 + 0.5 * chance));
  }
}
