package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.ErrorResponse;
import org.univoice.gateway.error.Refusals;
import org.univoice.gateway.error.RefusedException;
import org.univoice.log.LogFields;

/** Where what went wrong becomes an answer over HTTP. */
final class ErrorResponses implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

  private static final String ARMERIA = "com.linecorp.armeria.";
  private static final String OURS = "org.univoice.";

  private final boolean hsts;
  private final Clock clock;

  /**
   * @param hsts as {@link SecurityHeaders} sends it with what does reach a service
   */
  ErrorResponses(boolean hsts, Clock clock) {
    this.hsts = hsts;
    this.clock = clock;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable failure) {
    Throwable cause = Exceptions.peel(failure);
    boolean isOurs = Refusals.isOurs(cause) && !isHttps(cause);
    RefusedException refusal = isOurs ? Refusals.of(cause) : refusal(cause);
    String requestId = RequestIdDecorator.of(ctx);
    // The one parameter of that name is a session's; null where a path has none.
    String session = ctx.pathParam("id");
    LogFields request = LogFields.ofRequest(requestId);
    LogFields ids = session == null ? request : request.andSession(session);
    ids.run(() -> log(isOurs, cause, refusal));
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.valueOf(refusal.httpStatus()));
    return answer(refusal, headers, ctx.request().headers(), requestId).toHttpResponse();
  }

  /** What Armeria says by itself of a request that no endpoint has refused. */
  private static boolean isHttps(Throwable cause) {
    return cause instanceof RequestTimeoutException
        || cause instanceof HttpStatusException
        || isArmerias(cause);
  }

  /**
   * Armeria says so of what it cannot convert for an endpoint. Ours is no fault of the client's:
   * whoever of both stands nearer to where it was thrown has thrown it.
   */
  private static boolean isArmerias(Throwable cause) {
    return cause instanceof IllegalArgumentException
        && Stream.of(cause.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> name.startsWith(ARMERIA) || name.startsWith(OURS))
            .findFirst()
            .filter(name -> name.startsWith(ARMERIA))
            .isPresent();
  }

  /** Says more only to who has tried with a token. */
  private static String challenge(@Nullable RequestHeaders request) {
    return request != null && request.contains(HttpHeaderNames.AUTHORIZATION)
        ? "Bearer realm=\"univoice\", error=\"invalid_token\""
        : "Bearer realm=\"univoice\"";
  }

  private static RefusedException refusal(Throwable cause) {
    if (cause instanceof RequestTimeoutException) {
      return new RefusedException(
          ErrorCode.TIMEOUT, "This took too long.", "Try again in a moment.");
    }
    if (cause instanceof HttpStatusException http) {
      return HttpRefusals.of(http.httpStatus(), "");
    }
    if (cause instanceof IllegalArgumentException) {
      return HttpRefusals.of(HttpStatus.BAD_REQUEST, "");
    }
    return Refusals.of(cause);
  }

  private static void log(boolean isOurs, Throwable cause, RefusedException refusal) {
    if (cause instanceof ClosedSessionException || cause instanceof ClosedStreamException) {
      LOG.debug("A client hung up: {}", cause.toString());
    } else if (isOurs) {
      LOG.error("A request failed", cause);
    } else {
      LOG.info("Refused: {} {}", refusal.code(), refusal.getMessage());
    }
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
    String path = headers == null ? "" : headers.path().replaceFirst("\\?.*", "");
    String methods = String.join(", ", Routes.methodsAt(path, config.server().serviceConfigs()));
    RefusedException refusal = HttpRefusals.of(status, methods);
    LogFields.ofRequest(requestId).run(() -> log(false, null, refusal));
    ResponseHeadersBuilder answer =
        ResponseHeaders.builder(status).set(RequestIdDecorator.HEADER, requestId);
    if (status.equals(HttpStatus.METHOD_NOT_ALLOWED)) {
      answer.set(HttpHeaderNames.ALLOW, methods);
    }
    SecurityHeaders.addTo(answer, hsts, true);
    return answer(refusal, answer, headers, requestId);
  }

  private AggregatedHttpResponse answer(
      RefusedException refusal,
      ResponseHeadersBuilder headers,
      @Nullable RequestHeaders request,
      String requestId) {
    ErrorResponse body = ErrorResponse.of(refusal, requestId, clock.millis());
    if (body.retryAfter() != null) {
      headers.setInt(HttpHeaderNames.RETRY_AFTER, body.retryAfter());
    }
    if (refusal.httpStatus() == HttpStatus.UNAUTHORIZED.code()) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, challenge(request));
    }
    return Json.aggregated(headers.build(), body);
  }
}
