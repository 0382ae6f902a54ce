package org.univoice.gateway.grpc;

import com.google.common.escape.Escaper;
import com.google.common.net.PercentEscaper;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Clock;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.error.RefusedException;
import org.univoice.log.LogFields;

/**
 * Where what went wrong becomes a status of gRPC, with the details that Google's API guide names.
 */
final class RichErrors {
  private static final Logger LOG = LoggerFactory.getLogger(RichErrors.class);
  // What stands in a header without being escaped: printable ASCII but the sign of escapes.
  private static final Escaper TEXT =
      new PercentEscaper(" !\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~", false);
  private static final String DOMAIN = "univoice.org";
  private static final String FIELD = "field";

  private final Clock clock;

  RichErrors(Clock clock) {
    this.clock = clock;
  }

  /** What a call ends with. */
  StatusRuntimeException ending(Throwable failure, String requestId) {
    LogFields.ofRequest(requestId).run(() -> log(failure));
    return StatusProto.toStatusRuntimeException(status(failure, requestId));
  }

  /** The same, of a call that never began: the status stands in the only headers. */
  HttpResponse refusing(Throwable failure, String requestId, MediaType type) {
    LogFields.ofRequest(requestId).run(() -> log(failure));
    Status status = status(failure, requestId);
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(type)
            .endOfStream(true)
            .setInt("grpc-status", status.getCode())
            .set("grpc-message", TEXT.escape(status.getMessage()))
            .set(
                "grpc-status-details-bin",
                Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray()))
            .build());
  }

  /** The same for a conversation that goes on. */
  org.univoice.v1.Error message(RefusedException refusal, String requestId) {
    LogFields.ofRequest(requestId).run(() -> log(refusal));
    ErrorResponse response = ErrorResponse.of(refusal, requestId, clock.millis());
    org.univoice.v1.Error.Builder error =
        org.univoice.v1.Error.newBuilder()
            .setCode(response.code().name())
            .setCategory(response.category().name())
            .setMessage(response.message())
            .setSuggestion(response.suggestion())
            .setRetryable(response.retryable())
            .setRetryAfter(response.retryAfter() == null ? 0 : response.retryAfter())
            .setRequestId(requestId)
            .setTimestamp(response.timestamp());
    refusal.details().forEach((name, value) -> error.putDetails(name, told(name, value)));
    return error.build();
  }

  private static void log(Throwable failure) {
    if (Refusals.isOurs(failure)) {
      LOG.error("A call failed", failure);
    } else {
      RefusedException refusal = Refusals.of(failure);
      LOG.info("Refused: {} {}", refusal.code(), refusal.getMessage());
    }
  }

  private Status status(Throwable failure, String requestId) {
    RefusedException refusal = Refusals.of(failure);
    ErrorResponse response = ErrorResponse.of(refusal, requestId, clock.millis());
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder()
            .setReason(response.code().name())
            .setDomain(DOMAIN)
            .putMetadata("category", response.category().name())
            .putMetadata("suggestion", response.suggestion())
            .putMetadata("retryable", Boolean.toString(response.retryable()))
            .putMetadata("timestamp", Long.toString(response.timestamp()));
    refusal.details().forEach((name, value) -> info.putMetadata(name, told(name, value)));
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(refusal).getNumber())
            .setMessage(response.message() + " " + response.suggestion())
            .addDetails(Any.pack(info.build()))
            .addDetails(Any.pack(RequestInfo.newBuilder().setRequestId(requestId).build()));
    if (response.retryAfter() != null) {
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(Duration.newBuilder().setSeconds(response.retryAfter()))
                  .build()));
    }
    if (refusal.details().containsKey(FIELD)) {
      status.addDetails(
          Any.pack(
              BadRequest.newBuilder()
                  .addFieldViolations(
                      BadRequest.FieldViolation.newBuilder()
                          .setField(told(FIELD, refusal.details().get(FIELD)))
                          .setDescription(response.message()))
                  .build()));
    }
    return status.build();
  }

  /** What the WebSocket's messages call the format of audio is its encoding in those of gRPC. */
  private static String told(String name, Object value) {
    String text = value.toString();
    return name.equals(FIELD) ? text.replaceFirst("\\.format$", ".encoding") : text;
  }

  private static Code code(RefusedException refusal) {
    return refusal.isConflict() ? Code.ABORTED : code(refusal.code());
  }

  static Code code(ErrorCode code) {
    return switch (code) {
      case INVALID_REQUEST, INVALID_AUDIO_FORMAT, UNSUPPORTED_LANGUAGE -> Code.INVALID_ARGUMENT;
      case INSUFFICIENT_AUDIO -> Code.FAILED_PRECONDITION;
      case UNAUTHORIZED -> Code.UNAUTHENTICATED;
      case FORBIDDEN -> Code.PERMISSION_DENIED;
      case RESOURCE_NOT_FOUND -> Code.NOT_FOUND;
      case RATE_LIMIT_EXCEEDED, THROTTLED, QUOTA_EXCEEDED -> Code.RESOURCE_EXHAUSTED;
      case TIMEOUT -> Code.DEADLINE_EXCEEDED;
      case SERVICE_UNAVAILABLE -> Code.UNAVAILABLE;
      case STT_SERVICE_ERROR,
          TRANSLATION_SERVICE_ERROR,
          TTS_SERVICE_ERROR,
          VOICE_PROFILE_ERROR,
          DATABASE_ERROR ->
          Code.INTERNAL;
    };
  }
}
