package org.univoice.gateway.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Says whom a token names that the issuer has signed. */
final class TokenVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
  private static final int LONGEST_TOKEN = 8 * 1024;

  /** None that is shared, and none that is no signature at all. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final ClaimsReader reader;
  private volatile boolean knowsKeys;

  TokenVerifier(OidcConfig config, Clock clock) {
    this.reader = new ClaimsReader(config);
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, noticing(IssuerKeys.of(config))));
    processor.setJWTClaimsSetVerifier(new TokenClaimsVerifier(config, clock));
  }

  /**
   * Whom the token names.
   *
   * @throws RefusedException UNAUTHORIZED when it is not genuine or not for us, SERVICE_UNAVAILABLE
   *     when that cannot be found out
   */
  Identity verify(String token) {
    if (token.length() > LONGEST_TOKEN) {
      throw refused();
    }
    try {
      return reader.identity(processor.process(token, null));
    } catch (RateLimitReachedException e) {
      throw knowsKeys ? refused(e) : unavailable(e);
    } catch (KeySourceException e) {
      throw unavailable(e);
    } catch (BadJOSEException | ParseException | JOSEException | IllegalArgumentException e) {
      throw refused(e);
    }
  }

  /** What is refused for its header alone says nothing of keys. */
  private JWKSource<SecurityContext> noticing(JWKSource<SecurityContext> keys) {
    return (selector, context) -> {
      List<JWK> found = keys.get(selector, context);
      knowsKeys = true;
      return found;
    };
  }

  private static RefusedException refused(Exception why) {
    // Never the token: the reason is of the library, and names no more than claims.
    LOG.info("A token was refused: {}", why.getClass().getSimpleName());
    return refused();
  }

  /** One answer for every reason: it tells a forger nothing. */
  static RefusedException refused() {
    return new RefusedException(
        ErrorCode.UNAUTHORIZED,
        "The token is not valid here, or not any more.",
        "Sign in again, or renew it with POST /v1/auth/refresh.");
  }

  private static RefusedException unavailable(Exception why) {
    LOG.warn("The issuer's keys cannot be had: {}", why.getMessage());
    return new RefusedException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Whether the token is genuine cannot be found out at the moment.",
        "Try again.",
        5);
  }
}
