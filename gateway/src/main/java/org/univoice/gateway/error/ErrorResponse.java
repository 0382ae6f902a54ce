package org.univoice.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The one shape of every error, over REST and WebSocket.
 *
 * @param retryAfter seconds; null when unknown
 * @param timestamp milliseconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorResponse(
    ErrorCode code,
    ErrorCategory category,
    String message,
    String suggestion,
    boolean retryable,
    Integer retryAfter,
    String requestId,
    long timestamp) {

  /** Anything but a refusal is ours to mend: its text stays in the log, not in the answer. */
  public static ErrorResponse of(Throwable failure, String requestId, long timestamp) {
    if (failure instanceof RefusedException refused) {
      return new ErrorResponse(
          refused.code(),
          refused.code().category(),
          refused.getMessage(),
          refused.suggestion(),
          refused.code().retryable(),
          refused.retryAfterSeconds(),
          requestId,
          timestamp);
    }
    ErrorCode code = ErrorCode.SERVICE_UNAVAILABLE;
    return new ErrorResponse(
        code,
        code.category(),
        "The gateway could not do this.",
        "Try again; when it stays, report the request id.",
        true,
        1,
        requestId,
        timestamp);
  }
}
