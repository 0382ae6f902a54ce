package org.univoice.gateway.graphql;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.function.Predicate;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Keeps pages of other sites out. Only browsers send an Origin, so its absence is no offence. */
final class OriginDecorator extends SimpleDecoratingHttpService {
  private final Predicate<String> allowed;

  OriginDecorator(HttpService delegate, Predicate<String> allowed) {
    super(delegate);
    this.allowed = allowed;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    String own = (ctx.sessionProtocol().isTls() ? "https://" : "http://") + request.authority();
    if (origin != null && !allowed.test(origin)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "Pages of this origin may not connect.",
          "Add the origin to the gateway's allow-list.");
    }
    // The service behind this one knows only its own origin, and takes none for a stranger.
    HttpRequest admitted =
        request.withHeaders(request.headers().toBuilder().set(HttpHeaderNames.ORIGIN, own));
    ctx.updateRequest(admitted);
    return unwrap().serve(ctx, admitted);
  }
}
