package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.RefusedException;
import org.univoice.log.LogFields;

/** The one place where what went wrong becomes an answer of the api. */
final class ErrorResponses implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  private final Clock clock;

  ErrorResponses(Clock clock) {
    this.clock = clock;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable failure) {
    Throwable cause = Exceptions.peel(failure);
    String requestId = RequestIdDecorator.of(ctx);
    Throwable shown = refusal(cause);
    ErrorResponse body = ErrorResponse.of(shown, requestId, clock.millis());
    // The one parameter of that name is a session's; null where a path has none.
    String session = ctx.pathParam("id");
    LogFields request = LogFields.ofRequest(requestId);
    LogFields ids = session == null ? request : request.andSession(session);
    ids.run(() -> log(shown, body));
    int status = status(cause, shown, body);
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(status));
    if (body.retryAfter() != null) {
      headers.setInt(HttpHeaderNames.RETRY_AFTER, body.retryAfter());
    }
    if (status == HttpStatus.UNAUTHORIZED.code()) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, challenge(ctx.request().headers()));
    }
    return Json.response(headers.build(), body);
  }

  private static int status(Throwable cause, Throwable shown, ErrorResponse body) {
    if (cause instanceof HttpStatusException http) {
      return http.httpStatus().code();
    }
    return shown instanceof RefusedException refused
        ? refused.httpStatus()
        : body.code().httpStatus();
  }

  /** Says more only to who has tried with a token. */
  private static String challenge(RequestHeaders request) {
    return request.contains(HttpHeaderNames.AUTHORIZATION)
        ? "Bearer realm=\"univoice\", error=\"invalid_token\""
        : "Bearer realm=\"univoice\"";
  }

  private static Throwable refusal(Throwable cause) {
    if (cause instanceof CatalogueUnavailableException) {
      return new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE, "The models are still being loaded.", "Try again.", 2);
    }
    if (cause instanceof RequestTimeoutException) {
      return new RefusedException(ErrorCode.TIMEOUT, "This took too long.", "Try again.");
    }
    if (cause instanceof HttpStatusException http) {
      return ofStatus(http.httpStatus());
    }
    if (cause instanceof IllegalArgumentException) {
      return ofStatus(HttpStatus.BAD_REQUEST);
    }
    return cause;
  }

  private static void log(Throwable shown, ErrorResponse body) {
    if (shown instanceof RefusedException) {
      LOG.info("Refused: {} {}", body.code(), body.message());
    } else {
      LOG.error("A request failed", shown);
    }
  }

  private static RefusedException ofStatus(HttpStatus status) {
    if (status.equals(HttpStatus.NOT_FOUND)) {
      return new RefusedException(
          ErrorCode.RESOURCE_NOT_FOUND, "There is nothing at this path.", "Check the path.");
    }
    if (status.equals(HttpStatus.UNSUPPORTED_MEDIA_TYPE)) {
      return new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "The body is not declared as JSON.",
          "Send a JSON object with 'Content-Type: application/json'.");
    }
    return new RefusedException(
        ErrorCode.INVALID_REQUEST,
        "The request cannot be served: " + status.reasonPhrase() + ".",
        "Check method, headers and body.");
  }

  /** What never reached a service: an unknown path, or a request that is not HTTP. */
  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext ctx,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    String requestId = ctx == null ? UUID.randomUUID().toString() : RequestIdDecorator.of(ctx);
    ErrorResponse body = ErrorResponse.of(ofStatus(status), requestId, clock.millis());
    ResponseHeadersBuilder answer =
        ResponseHeaders.builder(status).set(RequestIdDecorator.HEADER, requestId);
    SecurityHeaders.addTo(answer, ctx != null && ctx.sessionProtocol().isTls(), true);
    return Json.aggregated(answer.build(), body);
  }
}
