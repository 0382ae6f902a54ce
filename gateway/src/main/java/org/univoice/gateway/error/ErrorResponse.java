package org.univoice.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * The one shape of every error, over REST, GraphQL, gRPC and WebSocket.
 *
 * @param message what is wrong, in words for people
 * @param suggestion what to do about it
 * @param details for programs, such as the field that is at fault; null when there are none
 * @param retryAfter seconds; null when unknown
 * @param timestamp milliseconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorResponse(
    ErrorCode code,
    ErrorCategory category,
    String message,
    String suggestion,
    Map<String, Object> details,
    boolean retryable,
    Integer retryAfter,
    String requestId,
    long timestamp) {

  /** As {@link Refusals} says that it is told. */
  public static ErrorResponse of(Throwable failure, String requestId, long timestamp) {
    RefusedException refused = Refusals.of(failure);
    return new ErrorResponse(
        refused.code(),
        refused.code().category(),
        refused.getMessage(),
        refused.suggestion(),
        refused.details().isEmpty() ? null : refused.details(),
        refused.code().retryable(),
        refused.retryAfterSeconds(),
        requestId,
        timestamp);
  }
}
