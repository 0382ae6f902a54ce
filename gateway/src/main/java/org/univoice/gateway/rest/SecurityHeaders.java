package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.Duration;

/** What every answer tells browsers and caches not to do with it. */
final class SecurityHeaders extends SimpleDecoratingHttpService {
  private static final long HSTS_SECONDS = Duration.ofDays(365).toSeconds();

  private final boolean hsts;

  /**
   * @param hsts whether browsers shall come back over TLS alone
   */
  SecurityHeaders(HttpService delegate, boolean hsts) {
    super(delegate);
    this.hsts = hsts;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    ctx.mutateAdditionalResponseHeaders(
        headers -> addTo(headers, hsts, !PublicRoutes.isPage(ctx.path())));
    return unwrap().serve(ctx, request);
  }

  /**
   * @param data whether the answer may be about somebody, and is no page
   */
  static void addTo(HttpHeadersBuilder headers, boolean hsts, boolean data) {
    headers.set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
    headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "frame-ancestors 'none'");
    headers.set(HttpHeaderNames.REFERRER_POLICY, "no-referrer");
    if (data) {
      headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }
    if (hsts) {
      headers.set(HttpHeaderNames.STRICT_TRANSPORT_SECURITY, "max-age=" + HSTS_SECONDS);
    }
  }
}
