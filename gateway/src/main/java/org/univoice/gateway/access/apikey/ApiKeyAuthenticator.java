package org.univoice.gateway.access.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.access.Accounts;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Credentials;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.guest.Guests;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Takes API keys. A key acts for the account that made it, with what that account may do now, and
 * never after the account is gone.
 */
public final class ApiKeyAuthenticator implements Authenticator {
  private static final Duration USE_WRITTEN_EVERY = Duration.ofMinutes(1);
  private static final int REMEMBERED = 10_000;

  private final ApiKeyStore keys;
  private final Accounts accounts;
  private final Clock clock;
  private final Map<String, Instant> writtenAt = BoundedMap.ofUsed(REMEMBERED);

  public ApiKeyAuthenticator(ApiKeyStore keys, Accounts accounts, Clock clock) {
    this.keys = keys;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public boolean recognises(Credentials credentials) {
    return credentials.apiKey().isPresent();
  }

  @Override
  public Principal authenticate(Credentials credentials) {
    KeyText offered =
        KeyText.parse(credentials.apiKey().orElse("")).orElseThrow(ApiKeyAuthenticator::refused);
    Instant now = clock.instant();
    ApiKey key =
        keys.find(offered.id())
            .filter(offered::opens)
            .filter(known -> !known.expiredAt(now))
            .filter(known -> !Guests.isUserId(known.ownerId()))
            .orElseThrow(ApiKeyAuthenticator::refused);
    Principal owner = accounts.find(key.ownerId()).orElseThrow(ApiKeyAuthenticator::refused);
    if (due(key, now)) {
      keys.used(key.id(), now);
    }
    return new Principal(
        owner.userId(), owner.tenant(), owner.roles(), key.scopes(), Optional.of(key.id()));
  }

  /** Whether so much time has passed that another use is worth a write. */
  private boolean due(ApiKey key, Instant now) {
    synchronized (writtenAt) {
      Instant last = writtenAt.getOrDefault(key.id(), key.lastUsedAt().orElse(Instant.EPOCH));
      boolean due = !now.isBefore(last.plus(USE_WRITTEN_EVERY));
      if (due) {
        writtenAt.put(key.id(), now);
      }
      return due;
    }
  }

  /** One answer for every reason: it tells a guesser nothing. */
  private static RefusedException refused() {
    return new RefusedException(
        ErrorCode.UNAUTHORIZED,
        "The API key is unknown, revoked or expired.",
        "Make a new one with POST /v1/api-keys.");
  }
}
