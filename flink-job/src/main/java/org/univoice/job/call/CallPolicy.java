package org.univoice.job.call;

import java.io.Serializable;
import java.time.Duration;

/**
 * How patient calls are.
 *
 * @param timeout for one attempt: until its first answer, and between answers
 * @param attempts how often a transient failure is tried in all, at least 1
 * @param firstBackoff wait before the second attempt; doubles after that
 * @param maxBackoff longest wait
 * @param jitter share of the wait that is left to chance, 0 to 1
 * @param failuresToOpen share of recent calls that must fail to open the breaker, 0 to 1
 * @param breakerWindow how many recent calls count
 * @param openFor how long an open breaker refuses calls before it tries one
 * @param patience how long a model may have failed while calls that must be answered wait for it,
 *     retried at the longest wait: a server that starts again is back within it
 * @param maxInFlight calls under way per subtask; more wait, and hold back the input
 */
public record CallPolicy(
    Duration timeout,
    int attempts,
    Duration firstBackoff,
    Duration maxBackoff,
    double jitter,
    double failuresToOpen,
    int breakerWindow,
    Duration openFor,
    Duration patience,
    int maxInFlight)
    implements Serializable {

  public CallPolicy {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive, was " + timeout);
    }
    if (attempts < 1 || maxInFlight < 1 || breakerWindow < 1) {
      throw new IllegalArgumentException(
          "attempts, maxInFlight and breakerWindow must be at least 1");
    }
    if (jitter < 0 || jitter > 1 || failuresToOpen <= 0 || failuresToOpen > 1) {
      throw new IllegalArgumentException("jitter and failuresToOpen are shares between 0 and 1");
    }
  }

  public static CallPolicy withTimeout(Duration timeout) {
    return new CallPolicy(
        timeout,
        3,
        Duration.ofMillis(50),
        Duration.ofSeconds(1),
        0.5,
        0.5,
        10,
        Duration.ofSeconds(2),
        Duration.ofSeconds(12),
        64);
  }
}
