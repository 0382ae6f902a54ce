package org.univoice.gateway.rest;

import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URI;

/** Where clients open their WebSockets. */
@FunctionalInterface
public interface MediaAddress {

  /**
   * @param host by which the client reached the api, without its port; anything, as it is the
   *     client that says so
   */
  URI askedBy(String host);

  /** For whoever sent this request. */
  default URI of(ServiceRequestContext ctx) {
    return askedBy(host(ctx));
  }

  /** By which it reached the api, without the port; empty where it does not say. */
  static String host(ServiceRequestContext ctx) {
    String authority = ctx.request().authority();
    return authority == null ? "" : authority.replaceFirst(":\\d*$", "");
  }
}
