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
import org.univoice.gateway.limit.EndpointClass;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.limit.Verdict;

/** Refuses what comes too often, and says in every answer how much is left. */
final class RateLimitDecorator extends SimpleDecoratingHttpService {
  /** Who watches over the gateway must not be kept from it by who floods it. */
  private static final Set<String> EXEMPT =
      Set.of(
          "/v1/health", "/metrics", "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch");

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
                .map(caller -> limits.ofCaller(caller, kind, 1))
                .orElse(Verdict.UNLIMITED));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    if (EXEMPT.contains(ctx.path()) || PublicPage.is(ctx)) {
      return unwrap().serve(ctx, request);
    }
    // Redis may be asked: no event loop waits for it.
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
                () -> limit.apply(ctx, kind(ctx, request)), ctx.blockingTaskExecutor())
            .thenApplyAsync(verdict -> next(ctx, request, verdict), ctx.eventLoop()));
  }

  private HttpResponse next(ServiceRequestContext ctx, HttpRequest request, Verdict verdict) {
    try {
      CallerLimits.enforce(ctx, verdict);
      return unwrap().serve(ctx, request);
    } catch (Exception e) {
      return HttpResponse.ofFailure(e);
    }
  }

  private static EndpointClass kind(ServiceRequestContext ctx, HttpRequest request) {
    if (READING.contains(request.method())) {
      return EndpointClass.READ;
    }
    return ctx.path().startsWith(SIGN_IN) ? EndpointClass.SIGN_IN : EndpointClass.WRITE;
  }
}
