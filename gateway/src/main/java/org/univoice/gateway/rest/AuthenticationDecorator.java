package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.concurrent.CompletableFuture;

/** Lets nobody unknown past, but to what is public. */
final class AuthenticationDecorator extends SimpleDecoratingHttpService {
  private final Callers callers;

  AuthenticationDecorator(HttpService delegate, Callers callers) {
    super(delegate);
    this.callers = callers;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    if (PublicRoutes.include(ctx.config().route()) || PublicPage.is(ctx)) {
      return unwrap().serve(ctx, request);
    }
    // Keys and certificates may have to be fetched: no event loop waits for them.
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> callers.identify(ctx), ctx.blockingTaskExecutor())
            .thenApplyAsync(caller -> next(ctx, request), ctx.eventLoop()));
  }

  private HttpResponse next(ServiceRequestContext ctx, HttpRequest request) {
    try {
      return unwrap().serve(ctx, request);
    } catch (Exception e) {
      return HttpResponse.ofFailure(e);
    }
  }
}
