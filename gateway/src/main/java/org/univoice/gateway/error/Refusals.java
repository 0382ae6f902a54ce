package org.univoice.gateway.error;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The one place where whatever went wrong becomes something that may be told. */
public final class Refusals {
  private Refusals() {}

  /**
   * What to tell. Anything that is neither a refusal nor explains itself is ours to mend: its text
   * stays in the log.
   */
  public static RefusedException of(Throwable failure) {
    Throwable cause = peeled(failure);
    if (cause instanceof RefusedException refused) {
      return refused;
    }
    if (cause instanceof Explained known) {
      return known.explained();
    }
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Something went wrong on our side.",
        "Try again in a moment; when it stays, report the request id.",
        1);
  }

  /** Whether whoever runs the gateway has to look at it. */
  public static boolean isOurs(Throwable failure) {
    Throwable cause = peeled(failure);
    return !(cause instanceof RefusedException) && !(cause instanceof Explained);
  }

  private static Throwable peeled(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
