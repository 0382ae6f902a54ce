package org.univoice.job.call;

/**
 * How a call ended.
 *
 * @param answers how many answers were handed over
 * @param detail one line for people; empty when completed
 */
public record CallEnd(Reason reason, int answers, String detail) {

  /** The named outcomes. */
  public enum Reason {
    COMPLETED,
    /** A newer input made it pointless. */
    SUPERSEDED,
    /** Every attempt ran out of time. */
    TIMED_OUT,
    /** Every attempt failed, or it failed for good. */
    FAILED,
    /** Not tried: the model's circuit breaker is open. */
    CIRCUIT_OPEN
  }

  public boolean isCompleted() {
    return reason == Reason.COMPLETED;
  }

  public boolean isSuperseded() {
    return reason == Reason.SUPERSEDED;
  }
}
