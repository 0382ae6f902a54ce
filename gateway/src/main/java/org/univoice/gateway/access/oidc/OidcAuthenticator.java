package org.univoice.gateway.access.oidc;

import java.time.Clock;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;

/** Takes bearer tokens that the issuer has signed, and keeps accounts of those who bear them. */
public final class OidcAuthenticator implements Authenticator {
  private final TokenVerifier verifier;
  private final Accounts accounts;

  public OidcAuthenticator(OidcConfig config, Accounts accounts, Clock clock) {
    this.verifier = new TokenVerifier(config, clock);
    this.accounts = accounts;
  }

  @Override
  public boolean recognises(Credentials credentials) {
    return credentials.bearer().filter(token -> token.split("\\.", -1).length == 3).isPresent();
  }

  @Override
  public Principal authenticate(Credentials credentials) {
    Identity identity = verifier.verify(credentials.bearer().orElse(""));
    // Services are no people: they have no account.
    return isService(identity) ? service(identity) : accounts.seen(identity);
  }

  /** Whose account was erased meanwhile does not get another by staying connected. */
  @Override
  public Principal again(Credentials credentials) {
    Identity identity = verifier.verify(credentials.bearer().orElse(""));
    if (isService(identity)) {
      return service(identity);
    }
    Principal account = accounts.find(identity.userId()).orElseThrow(TokenVerifier::refused);
    String tenant = identity.tenant().isEmpty() ? account.tenant() : identity.tenant();
    return Principal.of(identity.userId(), tenant, identity.roles());
  }

  private static boolean isService(Identity identity) {
    return identity.roles().contains(Role.SERVICE_ACCOUNT);
  }

  private static Principal service(Identity identity) {
    return Principal.of(identity.userId(), identity.tenant(), identity.roles());
  }
}
