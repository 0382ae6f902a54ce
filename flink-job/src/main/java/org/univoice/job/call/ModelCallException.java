package org.univoice.job.call;

/** A model call failed. */
public class ModelCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean transientFailure;

  public ModelCallException(String message, boolean transientFailure, Throwable cause) {
    super(message, cause);
    this.transientFailure = transientFailure;
  }

  /** Whether the same call may succeed when it is made again: time-out, overload, unreachable. */
  public boolean isTransient() {
    return transientFailure;
  }
}
