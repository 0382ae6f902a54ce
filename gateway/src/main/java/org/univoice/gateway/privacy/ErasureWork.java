package org.univoice.gateway.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;

/**
 * Carries erasures out: step by step, each again until it is done, by whichever gateway runs, one
 * at a time; docs/policies/privacy.md. The audit log keeps that it was done.
 */
public final class ErasureWork {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);
  private static final Duration LIMIT = Duration.ofHours(24);

  private final ErasureStore store;
  private final List<ErasureStep> steps;
  private final Resource.Kind what;
  private final AuditLog audit;
  private final Clock clock;
  private final List<ErasureListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param steps in their order
   * @param what is erased, as the audit log names it
   */
  public ErasureWork(
      ErasureStore store,
      List<ErasureStep> steps,
      Resource.Kind what,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.steps = List.copyOf(steps);
    this.what = what;
    this.audit = audit;
    this.clock = clock;
  }

  /** Tells of everybody with whom it is done from now on. */
  void onComplete(ErasureListener listener) {
    listeners.add(listener);
  }

  /** From now on it is being done; asked again, it changes nothing. */
  public Erasure begin(String userId) {
    long now = clock.millis();
    return store.begin(Erasure.requested(userId, now, now + LIMIT.toMillis()));
  }

  /** Goes on with everything that is due. Called every few seconds. */
  public void run() {
    for (Erasure erasure : store.open()) {
      try {
        if (erasure.nextAt() <= clock.millis()) {
          goOn(erasure);
        }
      } catch (RuntimeException e) {
        // Whatever it was, the others do not wait for it.
        log(erasure, "bookkeeping", e);
      }
    }
  }

  private void goOn(Erasure open) {
    Erasure erasure = open.held(clock.millis());
    boolean mine = store.replace(open, erasure);
    for (ErasureStep step : steps) {
      if (!mine) {
        // Another gateway works on it, or is done, and the user has perhaps begun anew.
        return;
      }
      if (erasure.hasDone(step.name())) {
        continue;
      }
      try {
        step.erase(erasure.userId());
      } catch (RuntimeException e) {
        log(erasure, step.name(), e);
        store.replace(erasure, erasure.failed(clock.millis()));
        prove(erasure, step.name(), AuditEntry.Result.FAILURE);
        return;
      }
      prove(erasure, step.name(), AuditEntry.Result.SUCCESS);
      Erasure next = erasure.with(step.name(), clock.millis());
      mine = store.replace(erasure, next);
      erasure = next;
    }
    if (mine) {
      prove(erasure, "complete", AuditEntry.Result.SUCCESS);
      Erasure completed = erasure.completed(clock.millis());
      // First, so that a gateway that is gone in between has it told again, not never.
      listeners.forEach(listener -> listener.completed(completed));
      store.replace(erasure, completed);
    }
  }

  private void log(Erasure erasure, String step, RuntimeException cause) {
    if (clock.millis() > erasure.dueAt()) {
      LOG.error("An erasure is overdue; its step {} fails", step, cause);
    } else {
      LOG.warn("The step {} of an erasure failed and is tried again", step, cause);
    }
  }

  private void prove(Erasure erasure, String step, AuditEntry.Result result) {
    audit.append(
        new AuditEntry(
            clock.millis(),
            erasure.userId(),
            Action.DELETE.name(),
            what.label(),
            erasure.userId(),
            "",
            "univoice-gateway",
            result,
            Map.of("erasureStep", step)));
  }
}
