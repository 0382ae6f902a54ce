package org.univoice.job.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One circuit breaker per model: when too many recent attempts failed, the next ones are refused at
 * once for a while, then one is let through to see. Used by one thread at a time.
 */
final class Breakers {

  private final CallPolicy policy;
  private final LongSupplier nowMillis;
  private final Map<String, CircuitBreaker> byModel = new HashMap<>();
  private final Map<String, Long> failingSinceMillis = new HashMap<>();

  Breakers(CallPolicy policy, LongSupplier nowMillis) {
    this.policy = policy;
    this.nowMillis = nowMillis;
  }

  boolean allows(String model) {
    return breaker(model).tryAcquirePermission();
  }

  /**
   * A model that answers is there. A success completes the window as any attempt does, but must not
   * open the breaker for failures that are over: what failed before it is forgotten then.
   */
  void succeeded(String model, long tookMillis) {
    failingSinceMillis.remove(model);
    CircuitBreaker breaker = breaker(model);
    boolean wasClosed = breaker.getState() == CircuitBreaker.State.CLOSED;
    breaker.onSuccess(tookMillis, TimeUnit.MILLISECONDS);
    if (wasClosed && breaker.getState() == CircuitBreaker.State.OPEN) {
      breaker.transitionToClosedState();
    }
  }

  /** A model that refuses a request for good is there and works; any other failure counts. */
  void failed(String model, long tookMillis, Throwable cause) {
    if (cause instanceof ModelCallException failure && !failure.isTransient()) {
      succeeded(model, tookMillis);
      return;
    }
    failingSinceMillis.putIfAbsent(model, nowMillis.getAsLong());
    breaker(model).onError(tookMillis, TimeUnit.MILLISECONDS, cause);
  }

  /** Whether the model may be back soon: it has not failed for long without a success. */
  boolean isWorthWaitingFor(String model) {
    Long since = failingSinceMillis.get(model);
    return since != null && nowMillis.getAsLong() - since < policy.patience().toMillis();
  }

  void late(String model, long tookMillis) {
    failed(model, tookMillis, new ModelCallException("late", true, null));
  }

  /** The attempt was given up by us, which says nothing about the model. */
  void abandoned(String model) {
    breaker(model).releasePermission();
  }

  private CircuitBreaker breaker(String model) {
    return byModel.computeIfAbsent(model, this::create);
  }

  private CircuitBreaker create(String model) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(policy.breakerWindow())
            .minimumNumberOfCalls(policy.breakerWindow())
            .failureRateThreshold((float) (policy.failuresToOpen() * 100))
            .waitDurationInOpenState(policy.openFor())
            .permittedNumberOfCallsInHalfOpenState(1)
            .clock(new MillisClock(nowMillis))
            .currentTimestampFunction(clock -> nowMillis.getAsLong(), TimeUnit.MILLISECONDS)
            .build();
    return CircuitBreaker.of(model, config);
  }

  /** The task's processing time as a clock, so that tests can move it. */
  private static final class MillisClock extends Clock {
    private final LongSupplier millis;

    private MillisClock(LongSupplier millis) {
      this.millis = millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.getAsLong());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
