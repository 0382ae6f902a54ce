package org.univoice.gateway.graphql;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceOptions;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;

/**
 * Only what becomes a WebSocket lasts as long as it lasts. A question by POST is bounded from its
 * first byte: what has arrived before a bound was set would never be held against it.
 */
final class OpenEnd extends SimpleDecoratingHttpService {
  /** Until it is known what a request becomes. */
  static final ServiceOptions BOUNDED =
      ServiceOptions.builder()
          .maxRequestLength(64 * 1024)
          .requestTimeoutMillis(10_000)
          // As Armeria has it for WebSockets: time for both sides to say that they close.
          .requestAutoAbortDelayMillis(5_000)
          .build();

  OpenEnd(HttpService delegate) {
    super(delegate);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    boolean upgrade =
        request.method() == HttpMethod.CONNECT
            || request.method() == HttpMethod.GET
                && "websocket".equalsIgnoreCase(request.headers().get(HttpHeaderNames.UPGRADE));
    if (upgrade) {
      ctx.setMaxRequestLength(0);
      ctx.clearRequestTimeout();
    }
    return unwrap().serve(ctx, request);
  }
}
