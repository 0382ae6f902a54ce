package org.univoice.gateway.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.RefusedException;

/** Looks at the load once a second, and lets in or refuses as the policy says. */
public final class AdmissionGuard implements Admission, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdmissionGuard.class);
  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final AdmissionPolicy policy;
  private final Supplier<Load> load;
  private final Counter refused;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "admission");
            thread.setDaemon(true);
            return thread;
          });
  private boolean open = true;

  AdmissionGuard(AdmissionConfig config, Supplier<Load> load, MeterRegistry metrics) {
    this.policy = new AdmissionPolicy(config);
    this.load = load;
    this.refused = metrics.counter("univoice.admission.refused");
    metrics.gauge("univoice.admission.cpu", policy, AdmissionPolicy::averageCpu);
    metrics.gauge("univoice.admission.open", policy, now -> now.refusal().isEmpty() ? 1 : 0);
  }

  public static AdmissionGuard start(AdmissionConfig config, MeterRegistry metrics) {
    AdmissionGuard guard =
        new AdmissionGuard(config, new MachineLoad(config.wholeMachine()), metrics);
    guard.timer.scheduleAtFixedRate(
        () -> guard.look(LOOK_EVERY_MILLIS), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return guard;
  }

  /** A failure must not end the timer: the door would stay as it is for good. */
  void look(long sinceMillis) {
    try {
      policy.observe(load.get(), sinceMillis);
      boolean now = policy.refusal().isEmpty();
      if (now != open) {
        open = now;
        LOG.warn(now ? "New sessions are let in again" : "New sessions are refused: {}", why());
      }
    } catch (RuntimeException e) {
      LOG.error("The load could not be looked at", e);
    }
  }

  private String why() {
    return policy.refusal().map(RefusedException::getMessage).orElse("");
  }

  @Override
  public void requireRoom() {
    Optional<RefusedException> refusal = policy.refusal();
    if (refusal.isPresent()) {
      refused.increment();
      throw refusal.get();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
