package org.univoice.gateway.tls;

import java.util.List;

/** What every listener for clients speaks: one version, and its three strong cipher suites. */
public final class TlsPolicy {
  public static final String PROTOCOL = "TLSv1.3";

  public static final List<String> CIPHERS =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private TlsPolicy() {}
}
