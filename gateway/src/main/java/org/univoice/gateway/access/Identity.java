package org.univoice.gateway.access;

import java.util.Objects;
import java.util.Set;

/**
 * Somebody as the identity provider describes them.
 *
 * @param email empty when the proof does not tell
 * @param name of the person, for people to read; empty when the proof does not tell
 * @param tenant empty for none
 */
public record Identity(String userId, String email, String name, String tenant, Set<Role> roles) {
  public Identity {
    Objects.requireNonNull(userId);
    Objects.requireNonNull(email);
    Objects.requireNonNull(name);
    Objects.requireNonNull(tenant);
    roles = Set.copyOf(roles);
  }

  /** Somebody whose name is not told. */
  public Identity(String userId, String email, String tenant, Set<Role> roles) {
    this(userId, email, "", tenant, roles);
  }

  /** Never the address, nor the name. */
  @Override
  public String toString() {
    return "Identity[" + userId + ", " + roles + "]";
  }
}
