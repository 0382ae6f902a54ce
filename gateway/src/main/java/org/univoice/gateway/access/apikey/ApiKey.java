package org.univoice.gateway.access.apikey;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A key as it is kept: everything but the secret.
 *
 * @param secretSha256 in hexadecimal
 * @param scopes permissions that the key is narrowed to; never none
 * @param replacedBy the key that took its place, which it outlives only for the overlap
 */
public record ApiKey(
    String id,
    String ownerId,
    String name,
    Set<String> scopes,
    String secretSha256,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<String> replacedBy) {
  public ApiKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(ownerId);
    scopes = Set.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("A key has at least one scope.");
    }
  }

  boolean expiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  ApiKey replacedBy(String other, Instant end) {
    return new ApiKey(
        id,
        ownerId,
        name,
        scopes,
        secretSha256,
        createdAt,
        end.isBefore(expiresAt) ? end : expiresAt,
        lastUsedAt,
        Optional.of(other));
  }

  ApiKey usedAt(Instant now) {
    return new ApiKey(
        id,
        ownerId,
        name,
        scopes,
        secretSha256,
        createdAt,
        expiresAt,
        Optional.of(now),
        replacedBy);
  }

  /** Not even the hash. */
  @Override
  public String toString() {
    return "ApiKey[" + id + ", " + scopes + ", expiresAt=" + expiresAt + "]";
  }
}
