package org.univoice.gateway.access;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Asks the policy, writes the answer into the audit log, and stops who may not. */
public final class Gatekeeper {
  /** What to do about something that there is not. */
  public static final String CHECK_ID = "Check its id; it may be gone, or not yours.";

  private final AccessPolicy policy;
  private final AuditLog audit;
  private final Clock clock;

  public Gatekeeper(AccessPolicy policy, AuditLog audit, Clock clock) {
    this.policy = policy;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Returns when the caller may do this.
   *
   * @throws RefusedException when not: RESOURCE_NOT_FOUND for a single resource that the caller may
   *     not even read, FORBIDDEN otherwise
   */
  public void admit(Caller caller, Action action, Resource resource) {
    boolean permitted = policy.permits(caller, action, resource);
    audit.append(entry(caller, action, resource, permitted));
    if (permitted) {
      return;
    }
    boolean hidden = resource.kind().hidden() && !resource.id().isEmpty();
    if (hidden && !policy.permits(asPerson(caller), Action.READ, resource)) {
      throw notFound(resource.kind());
    }
    throw forbidden(caller, action, resource);
  }

  /** Whether the caller has one of {@link Permissions}. */
  public boolean holds(Caller caller, String permission) {
    return policy.holds(caller, permission);
  }

  /** Everything that the caller may do. */
  public Set<String> permissions(Caller caller) {
    return policy.permissions(caller);
  }

  /** What everybody hears of a resource that does not exist, or not for them. */
  public static RefusedException notFound(Resource.Kind kind) {
    return new RefusedException(
        ErrorCode.RESOURCE_NOT_FOUND, "There is no such " + kind.singular() + ".", CHECK_ID);
  }

  private RefusedException forbidden(Caller caller, Action action, Resource resource) {
    String kind = resource.kind().label();
    boolean narrowed =
        caller.principal().apiKeyId().isPresent()
            && policy.permits(asPerson(caller), action, resource);
    return new RefusedException(
        ErrorCode.FORBIDDEN,
        resource.id().isEmpty()
            ? "You may not do this with " + kind + "."
            : "You may not do this with this " + resource.kind().singular() + ".",
        narrowed
            ? "Your roles allow it, but not this API key: make one with a scope for "
                + (kind + ":" + action.label() + ".")
            : "Sign in as somebody who may, or ask an administrator for the permission.");
  }

  /** The caller without the narrower scopes of the key: it hides nothing from its own owner. */
  private static Caller asPerson(Caller caller) {
    Principal narrowed = caller.principal();
    return new Caller(
        Principal.of(narrowed.userId(), narrowed.tenant(), narrowed.roles()),
        caller.address(),
        caller.userAgent(),
        caller.requestId());
  }

  private AuditEntry entry(Caller caller, Action action, Resource resource, boolean permitted) {
    return new AuditEntry(
        clock.millis(),
        caller.principal().userId(),
        action.name(),
        resource.kind().label(),
        resource.id(),
        caller.address(),
        caller.userAgent(),
        permitted ? AuditEntry.Result.SUCCESS : AuditEntry.Result.FAILURE,
        details(caller, resource));
  }

  /** A list has no id to say whose it is. */
  private static Map<String, String> details(Caller caller, Resource resource) {
    Map<String, String> details = new HashMap<>(details(caller));
    boolean ofAnother = !resource.ownerId().equals(caller.principal().userId());
    if (resource.id().isEmpty() && !resource.ownerId().isEmpty() && ofAnother) {
      details.put("owner", resource.ownerId());
    }
    return details;
  }

  static Map<String, String> details(Caller caller) {
    return caller
        .principal()
        .apiKeyId()
        .map(key -> Map.of("requestId", caller.requestId(), "apiKeyId", key))
        .orElseGet(() -> Map.of("requestId", caller.requestId()));
  }
}
