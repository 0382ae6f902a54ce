package org.univoice.gateway.access.oidc;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.univoice.gateway.access.guest.Guests;

/** Issuer, audience, use and time of a token whose signature is right. */
final class TokenClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
  static final int SKEW_SECONDS = 60;

  private final OidcConfig config;
  private final Clock clock;

  TokenClaimsVerifier(OidcConfig config, Clock clock) {
    super(
        new JWTClaimsSet.Builder().issuer(config.issuer().toString()).build(),
        Set.of("sub", "exp"));
    this.config = config;
    this.clock = clock;
    setMaxClockSkew(SKEW_SECONDS);
  }

  @Override
  protected Date currentTime() {
    return Date.from(clock.instant());
  }

  @Override
  public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
    super.verify(claims, context);
    if (Guests.isUserId(claims.getSubject())) {
      throw new BadJWTException("called like somebody without an account");
    }
    try {
      List<String> audience = claims.getAudience();
      if (audience.isEmpty() && claims.getStringClaim("client_id") != null) {
        audience = List.of(claims.getStringClaim("client_id"));
      }
      if (Collections.disjoint(audience, config.audiences())) {
        throw new BadJWTException("meant for somebody else");
      }
      if (!config.tokenUse().isEmpty()
          && !config.tokenUse().equals(claims.getStringClaim("token_use"))) {
        throw new BadJWTException("not an " + config.tokenUse() + " token");
      }
    } catch (ParseException e) {
      throw new BadJWTException("claims of a wrong type", e);
    }
  }
}
