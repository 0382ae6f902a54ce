package org.univoice.job.call;

import java.util.random.RandomGenerator;

/**
 * When a failed call is tried again: exponential back-off with jitter, so that callers that failed
 * together do not come back together.
 *
 * @param attempts how often in all, at least 1
 * @param jitter share of the wait that is left to chance, 0 to 1
 */
record RetryPolicy(int attempts, long firstBackoffMillis, long maxBackoffMillis, double jitter) {

  static RetryPolicy of(CallPolicy policy) {
    return new RetryPolicy(
        policy.attempts(),
        policy.firstBackoff().toMillis(),
        policy.maxBackoff().toMillis(),
        policy.jitter());
  }

  boolean allowsAnother(int attemptsMade) {
    return attemptsMade < attempts;
  }

  /**
   * The wait before the next attempt: the first back-off doubled for each further failure, at most
   * the longest; up to the share {@code jitter} is taken off by chance.
   *
   * @param attemptsMade at least 1
   */
  long backoffMillis(int attemptsMade, RandomGenerator chance) {
    int doublings = Math.min(attemptsMade - 1, Long.SIZE - 2);
    long grown =
        firstBackoffMillis > maxBackoffMillis >> doublings
            ? maxBackoffMillis
            : firstBackoffMillis << doublings;
    return jittered(grown, chance);
  }

  long longestBackoffMillis(RandomGenerator chance) {
    return jittered(maxBackoffMillis, chance);
  }

  private long jittered(long millis, RandomGenerator chance) {
    return Math.round(millis * (1 - jitter * chance.nextDouble()));
  }
}
