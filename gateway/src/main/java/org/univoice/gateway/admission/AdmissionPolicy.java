package org.univoice.gateway.admission;

import java.util.Optional;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Decides from the load whether somebody new may come in. A moment's load says little, so CPU is an
 * exponentially weighted average; and what closes at one limit opens at a lower one, so that it
 * does not flutter. Safe for use by many threads.
 */
public final class AdmissionPolicy {
  private static final int RETRY_AFTER_SECONDS = 10;

  private final AdmissionConfig config;
  private double averageCpu;
  private boolean cpuTooHigh;
  private boolean heapTooFull;

  public AdmissionPolicy(AdmissionConfig config) {
    this.config = config;
  }

  /**
   * Takes note of the load.
   *
   * @param sinceMillis for how long it has been so
   */
  public synchronized void observe(Load load, long sinceMillis) {
    if (load.cpu() >= 0) {
      double weight = 1 - Math.exp(-(double) sinceMillis / config.average().toMillis());
      averageCpu += weight * (load.cpu() - averageCpu);
    }
    cpuTooHigh = above(config.cpu(), averageCpu, cpuTooHigh);
    heapTooFull = above(config.heap(), load.heap(), heapTooFull);
  }

  private boolean above(double limit, double value, boolean before) {
    return value > (before ? limit - config.slack() : limit);
  }

  /** Averaged; between 0 and 1. */
  public synchronized double averageCpu() {
    return averageCpu;
  }

  /** Why nobody new is let in now; empty when they are. */
  public synchronized Optional<RefusedException> refusal() {
    if (!cpuTooHigh && !heapTooFull) {
      return Optional.empty();
    }
    return Optional.of(
        new RefusedException(
            ErrorCode.SERVICE_UNAVAILABLE,
            "This gateway has as much "
                + (heapTooFull ? "in memory" : "to do")
                + " as it can; who is in a session already goes on.",
            "Try again in some seconds, or at another gateway.",
            RETRY_AFTER_SECONDS));
  }
}
