package org.univoice.gateway.access;

/** Decides who may do what with whose resources. Knows no request and no store. */
public final class AccessPolicy {

  /** Whether the principal may do this. */
  public boolean permits(Principal principal, Action action, Resource resource) {
    return principal.roles().contains(Role.ADMIN)
        || principal.userId().equals(resource.ownerId())
        || resource.ownerId().isEmpty();
  }
}
