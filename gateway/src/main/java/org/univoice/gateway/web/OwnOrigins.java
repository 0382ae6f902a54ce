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
   * @param names of this machine, as {@link #names} tells them
   */
  public static Set<String> of(
      boolean tls, InetSocketAddress api, Optional<URI> publicUrl, Set<String> names) {
    Set<String> origins = new LinkedHashSet<>();
    publicUrl.map(OwnOrigins::origin).ifPresent(origins::add);
    String scheme = tls ? "https" : "http";
    names.forEach(name -> origins.add(origin(scheme, name, api.getPort())));
    return Set.copyOf(origins);
  }

  /**
   * By which names a browser reaches this machine itself, in lower case.
   *
   * @param bound where a listener is bound
   * @param configured names that hold wherever that is
   */
  public static Set<String> names(InetSocketAddress bound, Set<String> configured) {
    Set<String> names = new LinkedHashSet<>();
    configured.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    if (bound.getAddress() != null && bound.getAddress().isLoopbackAddress()) {
      names.add("127.0.0.1");
      names.add("localhost");
    }
    return Set.copyOf(names);
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
