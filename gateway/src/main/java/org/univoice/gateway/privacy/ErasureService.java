package org.univoice.gateway.privacy;

import java.time.Clock;
import java.util.List;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Forgets people who ask for it; docs/policies/privacy.md. */
public final class ErasureService {
  private final Gatekeeper gatekeeper;
  private final ErasureStore store;
  private final ErasureWork work;

  /**
   * @param steps in their order; the account comes last, so that who asks is known until the end
   */
  public ErasureService(
      Gatekeeper gatekeeper,
      ErasureStore store,
      List<ErasureStep> steps,
      AuditLog audit,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.store = store;
    this.work = new ErasureWork(store, steps, Resource.Kind.USERS, audit, clock);
  }

  /** Tells of everybody who is forgotten from now on. */
  public void onComplete(ErasureListener listener) {
    work.onComplete(listener);
  }

  /** From now on the caller is being forgotten; asked again, it changes nothing. */
  public Erasure request(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.DELETE, own(userId));
    return work.begin(userId);
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when nobody asked for one
   */
  public Erasure status(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.READ, own(userId));
    return store
        .find(userId)
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.RESOURCE_NOT_FOUND,
                    "Nobody asked for the erasure of this account.",
                    "DELETE /v1/users/me asks for it."));
  }

  /** Goes on with everything that is due. Called every few seconds. */
  public void run() {
    work.run();
  }

  private static Resource own(String userId) {
    return new Resource(Resource.Kind.USERS, userId, userId);
  }
}
