package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.netty.util.AttributeKey;
import java.util.UUID;
import java.util.regex.Pattern;

/** Every response names its request; a caller may bring its own id along. */
final class RequestIdDecorator extends SimpleDecoratingHttpService {
  static final String HEADER = "X-Request-Id";
  private static final AttributeKey<String> ID = AttributeKey.valueOf("univoice.requestId");
  // Anything else could forge log lines.
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  RequestIdDecorator(HttpService delegate) {
    super(delegate);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) throws Exception {
    of(ctx);
    return unwrap().serve(ctx, request);
  }

  /** The request's id, made when it has none yet; also for what fails before any service. */
  static String of(ServiceRequestContext ctx) {
    String known = ctx.attr(ID);
    if (known != null) {
      return known;
    }
    String offered = ctx.request().headers().get(HEADER);
    String id =
        offered != null && HARMLESS.matcher(offered).matches()
            ? offered
            : UUID.randomUUID().toString();
    ctx.setAttr(ID, id);
    ctx.mutateAdditionalResponseHeaders(headers -> headers.set(HEADER, id));
    return id;
  }
}
