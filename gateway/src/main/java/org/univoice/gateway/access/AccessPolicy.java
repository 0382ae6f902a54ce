package org.univoice.gateway.access;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Decides who may do what with whose resources. Knows no request and no store. */
public final class AccessPolicy {
  private final ServiceConditions services;

  /** Service accounts may do nothing. */
  public AccessPolicy() {
    this(ServiceConditions.NONE);
  }

  public AccessPolicy(ServiceConditions services) {
    this.services = services;
  }

  /** Whether the caller may do this. */
  public boolean permits(Caller caller, Action action, Resource resource) {
    return switch (resource.kind()) {
      case SYSTEM -> holds(caller, Permissions.CONFIGURE);
      case INTERNAL -> holds(caller, Permissions.INTERNAL);
      default -> permits(permissions(caller), caller.principal(), action, resource);
    };
  }

  /** Whether the caller has one of {@link Permissions}, or any other permission by name. */
  public boolean holds(Caller caller, String permission) {
    return permissions(caller).contains(permission);
  }

  /**
   * Everything that the caller may do: what the roles give, of which the scopes of an API key leave
   * only what both name.
   */
  public Set<String> permissions(Caller caller) {
    Principal principal = caller.principal();
    Set<Role> roles = EnumSet.noneOf(Role.class);
    roles.addAll(principal.roles());
    if (!services.met(caller)) {
      roles.remove(Role.SERVICE_ACCOUNT);
    }
    Set<String> permissions = new HashSet<>(RolePermissions.of(roles));
    if (!principal.scopes().isEmpty()) {
      permissions.retainAll(principal.scopes());
    } else if (principal.apiKeyId().isPresent()) {
      // A key without scopes was made by mistake: it must not become the mightiest of all.
      permissions.clear();
    }
    return permissions;
  }

  private static boolean permits(
      Set<String> held, Principal principal, Action action, Resource resource) {
    String permission = resource.kind().label() + ":" + action.label();
    if (owns(principal, action, resource)
        && (held.contains(permission) || held.contains(permission + ":own"))) {
      return true;
    }
    if (resource.participants().contains(principal.userId())
        && mayBeOf(principal, resource)
        && held.contains(permission + ":joined")) {
      return true;
    }
    return resource.tenant().equals(principal.tenant()) && held.contains(permission + ":all");
  }

  private static boolean owns(Principal principal, Action action, Resource resource) {
    boolean own =
        resource.ownerId().equals(principal.userId())
            // Whatever somebody makes will be theirs.
            || action == Action.CREATE && resource.ownerId().isEmpty();
    return own && mayBeOf(principal, resource);
  }

  private static boolean mayBeOf(Principal principal, Resource resource) {
    return resource.tenant().isEmpty() || resource.tenant().equals(principal.tenant());
  }
}
