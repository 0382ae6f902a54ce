package org.univoice.gateway.rest;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AttributeKey;
import java.util.Optional;
import org.univoice.gateway.access.Authentication;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.error.RefusedException;

/** Who sent a request of the api. */
public final class Callers {
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
    return of(
        ctx,
        Optional.ofNullable(headers.get("authorization")),
        Optional.ofNullable(headers.get(API_KEY)));
  }

  /**
   * As {@link #of(ServiceRequestContext)}, when the proof comes elsewhere than in the headers.
   *
   * @param authorization as the header of that name would hold it
   */
  public Caller of(
      ServiceRequestContext ctx, Optional<String> authorization, Optional<String> apiKey) {
    Caller caller =
        authentication.of(
            new Credentials(authorization, apiKey, address(ctx)),
            ctx.request().headers().get("user-agent", ""),
            RequestIdDecorator.of(ctx));
    ctx.setAttr(CALLER, caller);
    return caller;
  }

  /**
   * Whom the request was found to be of. What asks for itself who is there, because it says no in
   * its own way, finds out now, and may wait.
   *
   * @throws RefusedException UNAUTHORIZED when the request proves nobody
   */
  public Caller of(ServiceRequestContext ctx) {
    Caller known = ctx.attr(CALLER);
    return known == null ? identify(ctx) : known;
  }

  /**
   * Returns while the proof of a connection still holds; asked now and then, may wait.
   *
   * @throws RefusedException UNAUTHORIZED when it does not
   */
  public void again(
      ServiceRequestContext ctx,
      Optional<String> authorization,
      Optional<String> apiKey,
      Caller before) {
    authentication.again(new Credentials(authorization, apiKey, address(ctx)), before);
  }

  /** How logs and errors name the request. */
  public static String requestId(ServiceRequestContext ctx) {
    return RequestIdDecorator.of(ctx);
  }

  /** Who sent it; empty where nobody has asked yet. */
  Optional<Caller> known(ServiceRequestContext ctx) {
    return Optional.ofNullable(ctx.attr(CALLER));
  }

  /** Of whoever asks for what is public: where from, and nobody proven. */
  static Caller nobody(ServiceRequestContext ctx) {
    return new Caller(
        Principal.of(""),
        address(ctx),
        ctx.request().headers().get("user-agent", ""),
        RequestIdDecorator.of(ctx));
  }

  static String address(ServiceRequestContext ctx) {
    return ctx.clientAddress().getHostAddress();
  }
}
