package org.univoice.gateway.web;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** As whose a browser names the page that the gateway itself serves. */
public final class OwnOrigins {
  private OwnOrigins() {}

  /**
   * Only what is configured or bound: a Host header says whatever a stranger's name server was told
   * to point here (DNS rebinding).
   *
   * @param api where the api is bound
   */
  public static Set<String> of(boolean tls, InetSocketAddress api, Optional<URI> publicUrl) {
    Set<String> origins = new LinkedHashSet<>();
    publicUrl.map(OwnOrigins::origin).ifPresent(origins::add);
    if (api.getAddress() != null && api.getAddress().isLoopbackAddress()) {
      String scheme = tls ? "https" : "http";
      origins.add(origin(scheme, "127.0.0.1", api.getPort()));
      origins.add(origin(scheme, "localhost", api.getPort()));
    }
    return Set.copyOf(origins);
  }

  /** Scheme, host and port of an address, in the form of a browser's {@code Origin} (RFC 6454). */
  public static String origin(URI address) {
    return origin(address.getScheme(), address.getHost(), address.getPort());
  }

  private static String origin(String scheme, String host, int port) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    int usual = lower.equals("https") || lower.equals("wss") ? 443 : 80;
    String name = lower + "://" + host.toLowerCase(Locale.ROOT);
    return port < 0 || port == usual ? name : name + ":" + port;
  }
}
