package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import com.linecorp.armeria.server.cors.CorsService;
import java.time.Duration;
import java.util.function.Predicate;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Keeps pages of other sites out, and tells browsers that those of the list may ask. Only browsers
 * send an Origin, so its absence is no offence. Cookies are never used, so none are allowed.
 */
final class Origins extends SimpleDecoratingHttpService {
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final String[] ASKED = {
    "Authorization", "Content-Type", "X-Api-Key", "X-Request-Id", "Idempotency-Key", "If-Match"
  };
  private static final String[] ANSWERED = {"X-Request-Id", "Retry-After", "ETag", "Location"};

  private final Predicate<String> allowed;

  private Origins(HttpService delegate, Predicate<String> allowed) {
    super(delegate);
    this.allowed = allowed;
  }

  static HttpService guard(HttpService service, Predicate<String> allowed) {
    HttpService guarded =
        CorsService.builder(allowed)
            .allowRequestMethods(
                HttpMethod.GET,
                HttpMethod.POST,
                HttpMethod.PUT,
                HttpMethod.PATCH,
                HttpMethod.DELETE)
            .allowRequestHeaders(ASKED)
            .exposeHeaders(ANSWERED)
            .maxAge(REMEMBERED)
            .build(service);
    return new Origins(guarded, allowed);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !allowed.test(origin)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "Pages of this origin may not ask.",
          "Add the origin to the gateway's allow-list.");
    }
    return unwrap().serve(ctx, request);
  }
}
