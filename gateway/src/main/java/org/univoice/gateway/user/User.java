package org.univoice.gateway.user;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Identity;
import org.univoice.gateway.access.Role;

/**
 * An account.
 *
 * @param name of the person; empty when the identity provider does not say it
 * @param identityId at the identity provider; empty when there is none
 * @param tenant whose customer the user is; empty for none
 * @param region where the user's data stay, such as "eu-west-1"
 * @param preferences settings of the user's clients
 * @param quotas limits that differ from the tier's, by name
 * @param version of this state: a store refuses one that is not the successor of what it has
 */
public record User(
    String userId,
    String email,
    String name,
    String identityId,
    String tenant,
    String region,
    Set<Role> roles,
    Map<String, String> preferences,
    String subscriptionTier,
    Map<String, Long> quotas,
    Map<ConsentKind, Consent> consents,
    Instant createdAt,
    Optional<Instant> lastLoginAt,
    long version) {
  public User {
    Objects.requireNonNull(userId);
    roles = Set.copyOf(roles);
    preferences = Map.copyOf(preferences);
    quotas = Map.copyOf(quotas);
    consents = Map.copyOf(consents);
  }

  /** Somebody whose name is not known. */
  public User(
      String userId,
      String email,
      String identityId,
      String tenant,
      String region,
      Set<Role> roles,
      Map<String, String> preferences,
      String subscriptionTier,
      Map<String, Long> quotas,
      Map<ConsentKind, Consent> consents,
      Instant createdAt,
      Optional<Instant> lastLoginAt,
      long version) {
    this(
        userId,
        email,
        "",
        identityId,
        tenant,
        region,
        roles,
        preferences,
        subscriptionTier,
        quotas,
        consents,
        createdAt,
        lastLoginAt,
        version);
  }

  /** The state after this one, with these consents. */
  User next(Map<ConsentKind, Consent> wanted) {
    return new User(
        userId,
        email,
        name,
        identityId,
        tenant,
        region,
        roles,
        preferences,
        subscriptionTier,
        quotas,
        wanted,
        createdAt,
        lastLoginAt,
        version + 1);
  }

  /** As the identity provider describes it now; what it does not say stays. */
  User following(Identity identity, Optional<Instant> login) {
    return new User(
        userId,
        identity.email().isEmpty() ? email : identity.email(),
        identity.name().isEmpty() ? name : identity.name(),
        identityId,
        identity.tenant().isEmpty() ? tenant : identity.tenant(),
        region,
        identity.roles(),
        preferences,
        subscriptionTier,
        quotas,
        consents,
        createdAt,
        login.or(() -> lastLoginAt),
        version);
  }

  /** Whether this was agreed to and not taken back. */
  public boolean consents(ConsentKind kind) {
    return consents.containsKey(kind) && consents.get(kind).given();
  }
}
