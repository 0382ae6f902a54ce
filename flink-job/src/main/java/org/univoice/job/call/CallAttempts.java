package org.univoice.job.call;

import java.util.random.RandomGenerator;

/**
 * The attempts at one call: how many were made, which answers were already handed over, and how
 * long to wait before the next.
 *
 * <p>The wait doubles with every attempt (exponential back-off) and a share of it is left to
 * chance, so that many sessions that failed together do not come back together ("Exponential
 * Backoff And Jitter", AWS Architecture Blog, 2015).
 */
final class CallAttempts {

  private final CallPolicy policy;
  private int made;
  private int handedOver;
  private int seenInThisAttempt;

  CallAttempts(CallPolicy policy) {
    this.policy = policy;
  }

  /** A new attempt starts; its number tells its answers from those of earlier ones. */
  int begin() {
    made++;
    seenInThisAttempt = 0;
    return made;
  }

  boolean isCurrent(int attempt) {
    return attempt == made;
  }

  /** Index of the answer that just came, or -1 when an earlier attempt already gave it. */
  int answered() {
    int index = seenInThisAttempt++;
    if (index < handedOver) {
      return -1;
    }
    handedOver = index + 1;
    return index;
  }

  int handedOver() {
    return handedOver;
  }

  boolean mayTryAgain() {
    return made < policy.attempts();
  }

  /**
   * Wait before the next attempt, in milliseconds: between (1 - jitter) and 1 times the back-off.
   */
  long backoffMillis(RandomGenerator random) {
    double doubled = policy.firstBackoff().toMillis() * Math.pow(2, made - 1.0);
    double capped = Math.min(doubled, policy.maxBackoff().toMillis());
    return Math.round(capped * (1 - policy.jitter() * random.nextDouble()));
  }
}
