package org.univoice.gateway.rest;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AttributeKey;
import java.util.Optional;
import org.univoice.gateway.access.Authentication;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.error.RefusedException;

/** Who sent a request of the api. */
final class Callers {
  private static final String API_KEY = "x-api-key";
  private static final AttributeKey<Caller> CALLER = AttributeKey.valueOf("univoice.caller");

  private final Authentication authentication;

  Callers(Authentication authentication) {
    this.authentication = authentication;
  }

  /**
   * Asked once per request, before anything serves it; may wait for a remote service.
   *
   * @throws RefusedException UNAUTHORIZED when the request proves nobody
   */
  Caller identify(ServiceRequestContext ctx) {
    RequestHeaders headers = ctx.request().headers();
    Credentials credentials =
        new Credentials(
            Optional.ofNullable(headers.get("authorization")),
            Optional.ofNullable(headers.get(API_KEY)),
            address(ctx));
    Caller caller =
        authentication.of(credentials, headers.get("user-agent", ""), RequestIdDecorator.of(ctx));
    ctx.setAttr(CALLER, caller);
    return caller;
  }

  /** Whom the request was found to be of. */
  Caller of(ServiceRequestContext ctx) {
    Caller known = ctx.attr(CALLER);
    if (known == null) {
      throw new IllegalStateException("Public routes know no caller: " + ctx.path());
    }
    return known;
  }

  /** Who sent it; empty on public routes, where nobody asks. */
  Optional<Caller> known(ServiceRequestContext ctx) {
    return Optional.ofNullable(ctx.attr(CALLER));
  }

  static String address(ServiceRequestContext ctx) {
    return ctx.clientAddress().getHostAddress();
  }
}
