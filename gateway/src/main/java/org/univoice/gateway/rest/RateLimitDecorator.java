package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.limit.EndpointClass;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.limit.Verdict;

/** Refuses what comes too often, and says in every answer how much is left. */
final class RateLimitDecorator extends SimpleDecoratingHttpService {
  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";

  /** Who watches over the gateway must not be kept from it by who floods it. */
  private static final Set<String> EXEMPT = Set.of("/v1/health", "/metrics");

  private static final String SIGN_IN = "/v1/auth/";
  private static final Set<HttpMethod> READING =
      EnumSet.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final BiFunction<ServiceRequestContext, EndpointClass, Verdict> limit;

  private RateLimitDecorator(
      HttpService delegate, BiFunction<ServiceRequestContext, EndpointClass, Verdict> limit) {
    super(delegate);
    this.limit = limit;
  }

  /** Asked before it is known who asks. */
  static RateLimitDecorator ofAddresses(HttpService delegate, RateLimits limits) {
    return new RateLimitDecorator(
        delegate, (ctx, kind) -> limits.ofAddress(Callers.address(ctx), kind));
  }

  /** Asked when it is known who asks. */
  static RateLimitDecorator ofCallers(HttpService delegate, RateLimits limits, Callers callers) {
    return new RateLimitDecorator(
        delegate,
        (ctx, kind) ->
            callers
                .known(ctx)
                .map(caller -> limits.ofCaller(caller.principal(), kind))
                .orElse(null));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    if (EXEMPT.contains(ctx.path())) {
      return unwrap().serve(ctx, request);
    }
    // Redis may be asked: no event loop waits for it.
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
                () -> limit.apply(ctx, kind(ctx, request)), ctx.blockingTaskExecutor())
            .thenApplyAsync(verdict -> next(ctx, request, verdict), ctx.eventLoop()));
  }

  private HttpResponse next(ServiceRequestContext ctx, HttpRequest request, Verdict verdict) {
    if (verdict != null && !verdict.unlimited()) {
      tell(ctx, verdict);
    }
    if (verdict != null && !verdict.passes()) {
      return HttpResponse.ofFailure(
          new RefusedException(
              ErrorCode.RATE_LIMIT_EXCEEDED,
              "These are too many requests.",
              "Wait for as long as 'Retry-After' says, then send them more slowly.",
              Math.toIntExact(verdict.retryAfterSeconds())));
    }
    try {
      return unwrap().serve(ctx, request);
    } catch (Exception e) {
      return HttpResponse.ofFailure(e);
    }
  }

  /** The inner one has the last word: a caller's limit concerns the caller more. */
  private static void tell(ServiceRequestContext ctx, Verdict verdict) {
    ctx.mutateAdditionalResponseHeaders(
        headers -> headers.setLong(LIMIT, verdict.limit()).setLong(REMAINING, verdict.remaining()));
  }

  private static EndpointClass kind(ServiceRequestContext ctx, HttpRequest request) {
    if (ctx.path().startsWith(SIGN_IN)) {
      return EndpointClass.SIGN_IN;
    }
    return READING.contains(request.method()) ? EndpointClass.READ : EndpointClass.WRITE;
  }
}
