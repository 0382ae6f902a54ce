package org.univoice.gateway.access;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as proven by what the request carried.
 *
 * @param tenant whose customer the user is; empty for none
 * @param scopes permissions that an API key is narrowed to, such as "sessions:create"; empty when
 *     the roles alone decide
 * @param apiKeyId the key that was used; empty for a token
 */
public record Principal(
    String userId, String tenant, Set<Role> roles, Set<String> scopes, Optional<String> apiKeyId) {
  public Principal {
    Objects.requireNonNull(userId);
    Objects.requireNonNull(tenant);
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
    Objects.requireNonNull(apiKeyId);
  }

  /** A person of a tenant with these roles and no narrower scopes. */
  public static Principal of(String userId, String tenant, Set<Role> roles) {
    return new Principal(userId, tenant, roles, Set.of(), Optional.empty());
  }

  /** A person with these roles and no narrower scopes. */
  public static Principal of(String userId, Role... roles) {
    return new Principal(userId, "", Set.of(roles), Set.of(), Optional.empty());
  }
}
