package org.univoice.gateway.access.guest;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Takes guest tokens. They make no account, and end with what is kept of their session. */
public final class GuestAuthenticator implements Authenticator {
  private final GuestTokens tokens;
  private final Function<String, Optional<String>> tenants;
  private final Clock clock;

  /**
   * @param tenants whose customer's a session is, by its id; empty when there is none of that id.
   *     May wait
   */
  public GuestAuthenticator(
      GuestTokens tokens, Function<String, Optional<String>> tenants, Clock clock) {
    this.tokens = tokens;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public boolean recognises(Credentials credentials) {
    return credentials.apiKey().isEmpty()
        && credentials.bearer().filter(token -> token.startsWith(GuestTokens.GUEST)).isPresent();
  }

  @Override
  public Principal authenticate(Credentials credentials) {
    GuestPass pass =
        credentials
            .bearer()
            .flatMap(token -> tokens.pass(token, clock.instant()))
            .orElseThrow(GuestAuthenticator::refused);
    String tenant = tenants.apply(pass.sessionId()).orElseThrow(GuestAuthenticator::refused);
    return Guests.principal(pass.participantId(), tenant);
  }

  /** One answer for every reason: it tells a guesser nothing. */
  private static RefusedException refused() {
    return new RefusedException(
        ErrorCode.UNAUTHORIZED,
        "The guest token is damaged or expired, or its session is gone.",
        "Open the invitation again, or ask for a new one.");
  }
}
