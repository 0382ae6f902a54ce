package org.univoice.gateway.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Forgets people who ask for it: step by step, each again until it is done, by whichever gateway
 * runs; docs/policies/privacy.md. The audit log keeps that it was done.
 */
public final class ErasureService {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureService.class);
  private static final Duration LIMIT = Duration.ofHours(24);

  private final Gatekeeper gatekeeper;
  private final ErasureStore store;
  private final List<ErasureStep> steps;
  private final AuditLog audit;
  private final Clock clock;
  private final List<ErasureListener> listeners = new CopyOnWriteArrayList<>();

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
    this.steps = List.copyOf(steps);
    this.audit = audit;
    this.clock = clock;
  }

  /** Tells of everybody who is forgotten from now on. */
  public void onComplete(ErasureListener listener) {
    listeners.add(listener);
  }

  /** From now on the caller is being forgotten; asked again, it changes nothing. */
  public Erasure request(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.DELETE, own(userId));
    Optional<Erasure> known = store.find(userId).filter(erasure -> !erasure.isComplete());
    if (known.isPresent()) {
      return known.get();
    }
    long now = clock.millis();
    Erasure erasure = Erasure.requested(userId, now, now + LIMIT.toMillis());
    store.put(erasure);
    return erasure;
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
    for (Erasure erasure : store.open()) {
      if (erasure.nextAt() <= clock.millis()) {
        goOn(erasure);
      }
    }
  }

  private void goOn(Erasure before) {
    Erasure erasure = before;
    for (ErasureStep step : steps) {
      if (erasure.hasDone(step.name())) {
        continue;
      }
      try {
        step.erase(erasure.userId());
      } catch (RuntimeException e) {
        log(erasure, step, e);
        prove(erasure, step.name(), AuditEntry.Result.FAILURE);
        store.put(erasure.failed(clock.millis()));
        return;
      }
      prove(erasure, step.name(), AuditEntry.Result.SUCCESS);
      erasure = erasure.with(step.name(), clock.millis());
      store.put(erasure);
    }
    prove(erasure, "complete", AuditEntry.Result.SUCCESS);
    Erasure completed = erasure.completed(clock.millis());
    // First, so that a gateway that is gone in between has it told again, not never.
    listeners.forEach(listener -> listener.completed(completed));
    store.put(completed);
  }

  private void log(Erasure erasure, ErasureStep step, RuntimeException cause) {
    if (clock.millis() > erasure.dueAt()) {
      LOG.error("An erasure is overdue; its step {} fails", step.name(), cause);
    } else {
      LOG.warn("The step {} of an erasure failed and is tried again", step.name(), cause);
    }
  }

  private void prove(Erasure erasure, String step, AuditEntry.Result result) {
    audit.append(
        new AuditEntry(
            clock.millis(),
            erasure.userId(),
            Action.DELETE.name(),
            Resource.Kind.USERS.label(),
            erasure.userId(),
            "",
            "univoice-gateway",
            result,
            Map.of("erasureStep", step)));
  }

  private static Resource own(String userId) {
    return new Resource(Resource.Kind.USERS, userId, userId);
  }
}
