package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.netty.util.AttributeKey;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Serves nothing behind a request that asks for another protocol. A proxy that takes the answer for
 * a yes, whatever it is, passes on what follows without looking at it.
 */
final class UpgradeDecorator extends SimpleDecoratingHttpService {
  private static final AttributeKey<Boolean> ASKED = AttributeKey.valueOf("univoice.upgradeAsked");

  /** Which clients offer with ordinary requests, and go on without when it is not taken. */
  private static final String HTTP_2 = "h2c";

  UpgradeDecorator(HttpService delegate) {
    super(delegate);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    if (ctx.sessionProtocol().isMultiplex()) {
      return unwrap().serve(ctx, request);
    }
    var asked = ctx.log().ensureAvailable(RequestLogProperty.SESSION).channel().attr(ASKED);
    if (asked.get() != null) {
      ctx.initiateConnectionShutdown();
      return HttpResponse.ofFailure(
          new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "This comes behind a request for another protocol.",
              "Send it over another connection."));
    }
    String wanted = request.headers().get(HttpHeaderNames.UPGRADE);
    if (wanted != null && !wanted.equalsIgnoreCase(HTTP_2)) {
      asked.set(true);
    }
    return unwrap().serve(ctx, request);
  }
}
