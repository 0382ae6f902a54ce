package org.univoice.gateway.access.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;

/** The issuer's keys: kept, asked for anew when a token names an unknown one, kept in an outage. */
final class IssuerKeys {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int LARGEST_BYTES = 256 * 1024;
  private static final long REFRESH_MILLIS = 10_000;

  private IssuerKeys() {}

  static JWKSource<SecurityContext> of(OidcConfig config) {
    OidcConfig.Keys keys = config.keys();
    try {
      JWKSourceBuilder<SecurityContext> source =
          JWKSourceBuilder.create(
                  config.jwks().toURL(),
                  new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_BYTES))
              .retrying(true)
              .refreshAheadCache(false)
              .cache(keys.fresh().toMillis(), REFRESH_MILLIS)
              .outageTolerant(keys.throughOutage().toMillis());
      return keys.askAtMostEvery().isZero()
          ? source.rateLimited(false).build()
          : source.rateLimited(keys.askAtMostEvery().toMillis()).build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not where keys can be: " + config.jwks(), e);
    }
  }
}
