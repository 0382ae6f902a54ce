package org.univoice.gateway.limit;

/** Nobody counts there now. */
public final class BucketsAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BucketsAwayException(String why) {
    super(why, null, false, false);
  }
}
