package org.univoice.gateway.rest;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.error.RefusedException;

/** Who sent a request of the api. */
final class Callers {
  private static final String API_KEY = "x-api-key";

  private final Authenticator authenticator;

  Callers(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /**
   * @throws RefusedException UNAUTHORIZED when the request proves nobody
   */
  Caller of(ServiceRequestContext ctx) {
    RequestHeaders headers = ctx.request().headers();
    String address = address(ctx);
    Credentials credentials =
        new Credentials(
            Optional.ofNullable(headers.get("authorization")),
            Optional.ofNullable(headers.get(API_KEY)),
            address);
    return new Caller(
        authenticator.authenticate(credentials),
        address,
        headers.get("user-agent", ""),
        RequestIdDecorator.of(ctx));
  }

  /** Who sent it, where it proves somebody. */
  Optional<Caller> known(ServiceRequestContext ctx) {
    try {
      return Optional.of(of(ctx));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  static String address(ServiceRequestContext ctx) {
    return ctx.clientAddress().getHostAddress();
  }
}
