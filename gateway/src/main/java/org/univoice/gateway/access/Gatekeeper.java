package org.univoice.gateway.access;

import java.time.Clock;
import java.util.Map;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Asks the policy, writes the answer into the audit log, and stops who may not. */
public final class Gatekeeper {
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
   * @throws RefusedException FORBIDDEN when not
   */
  public void admit(Caller caller, Action action, Resource resource) {
    boolean permitted = policy.permits(caller.principal(), action, resource);
    audit.append(entry(caller, action, resource, permitted));
    if (!permitted) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "You may not do this with these " + resource.kind().label() + ".",
          "Sign in as somebody who may, or ask an administrator for the permission.");
    }
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
        Map.of("requestId", caller.requestId()));
  }
}
