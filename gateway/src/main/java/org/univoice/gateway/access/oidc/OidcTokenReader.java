package org.univoice.gateway.access.oidc;

import java.time.Clock;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.SignIn;
import org.univoice.gateway.access.TokenReader;

/** Roles from the access token, address and name from the id token; both must be genuine. */
public final class OidcTokenReader implements TokenReader {
  private final TokenVerifier access;
  private final TokenVerifier id;

  public OidcTokenReader(OidcConfig config, Clock clock) {
    this.access = new TokenVerifier(config, clock);
    this.id = new TokenVerifier(config.withTokenUse("id"), clock);
  }

  @Override
  public Identity read(SignIn.Tokens tokens) {
    Identity proven = access.verify(tokens.accessToken());
    Identity described = id.verify(tokens.idToken());
    boolean same = described.userId().equals(proven.userId());
    return new Identity(
        proven.userId(),
        same ? described.email() : "",
        same ? described.name() : "",
        described.tenant().isEmpty() ? proven.tenant() : described.tenant(),
        proven.roles());
  }
}
