package org.univoice.gateway.rest;

import com.linecorp.armeria.common.CacheControl;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatusClass;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;

/**
 * A part of the web page, the same for everybody: it asks nobody who they are, counts against
 * nobody's limits, and may be kept by browsers and caches. A failure is kept by nobody.
 */
public final class PublicPage extends SimpleDecoratingHttpService {
  private final CacheControl kept;

  public PublicPage(HttpService delegate, CacheControl kept) {
    super(delegate);
    this.kept = kept;
  }

  static boolean is(ServiceRequestContext ctx) {
    return ctx.config().service().as(PublicPage.class) != null;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    return unwrap()
        .serve(ctx, request)
        .mapHeaders(
            headers -> {
              // Also of an answer that says that nothing has changed, but of no refusal.
              if (isFine(headers)) {
                ctx.mutateAdditionalResponseHeaders(
                    added -> added.set(HttpHeaderNames.CACHE_CONTROL, kept.asHeaderValue()));
              }
              return headers;
            });
  }

  private static boolean isFine(ResponseHeaders headers) {
    return headers.status().codeClass() == HttpStatusClass.SUCCESS
        || headers.status().codeClass() == HttpStatusClass.REDIRECTION;
  }
}
