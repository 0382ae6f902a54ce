package org.univoice.gateway.graphql;

import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.Explained;
import org.univoice.gateway.error.RefusedException;

/** Somebody subscribed and reads too slowly. */
final class SlowSubscriberException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  SlowSubscriberException() {
    super("A subscriber reads too slowly", null, false, false);
  }

  @Override
  public RefusedException explained() {
    return new RefusedException(
        ErrorCode.THROTTLED,
        "More was said than you have read.",
        "Subscribe again, and read faster; the transcript has what you missed.",
        1);
  }
}
