package org.univoice.job.call;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Calls beside the one that a {@link KeyedCall} decides to make: welcome, but nothing waits for
 * them long. Each is made once, and each model has a circuit breaker here, so that one that is ill
 * costs the others nothing. Used from any thread.
 */
public final class SideCalls implements AutoCloseable, Serializable {

  private static final long serialVersionUID = 1L;

  private final CallPolicy policy;
  private final Clock clock;
  private transient Breakers breakers;
  private transient DaemonTimer timer;

  /**
   * @param policy of the calls that they go beside
   */
  public SideCalls(CallPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Makes the call, or fails it at once while too many of the last ones to its model failed. */
  public <ANSWER> SideCall start(
      ModelCall<ANSWER> call, ModelCall.AnswerObserver<ANSWER> observer) {
    var made = new Made<>(call.model(), observer);
    if (!allows(call.model())) {
      made.refuse();
      return made;
    }
    try {
      made.remote = call.start(made);
    } catch (RuntimeException e) {
      made.onFailed(e);
    }
    return made;
  }

  /** A call under way. */
  public interface SideCall extends ModelCall.Cancellable {

    /** Gives it up because it took too long, which counts against the model. */
    void giveUpAsLate();
  }

  /** What they may take in all: a call that waited longer for them would be late itself. */
  public Duration within() {
    return policy.timeout().multipliedBy(9).dividedBy(10);
  }

  public synchronized void after(Duration wait, Runnable step) {
    if (timer == null) {
      timer = new DaemonTimer("side-calls");
    }
    timer.after(wait.toMillis(), step);
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.close();
    }
  }

  private synchronized boolean allows(String model) {
    if (breakers == null) {
      breakers = new Breakers(policy, clock::millis);
    }
    return breakers.allows(model);
  }

  private synchronized void count(Consumer<Breakers> outcome) {
    outcome.accept(breakers);
  }

  /** Whatever ends it first is what counts for the breaker. */
  private final class Made<ANSWER> implements ModelCall.AnswerObserver<ANSWER>, SideCall {

    private final String model;
    private final ModelCall.AnswerObserver<ANSWER> observer;
    private final long begunMillis = clock.millis();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile ModelCall.Cancellable remote = () -> {};

    private Made(String model, ModelCall.AnswerObserver<ANSWER> observer) {
      this.model = model;
      this.observer = observer;
    }

    /** It was never made: nothing counts. */
    private void refuse() {
      isOver.set(true);
      observer.onFailed(new ModelCallException(model + " is not asked for a while", true, null));
    }

    @Override
    public void onAnswer(ANSWER answer) {
      observer.onAnswer(answer);
    }

    @Override
    public void onCompleted() {
      over(counted -> counted.succeeded(model, millis()));
      observer.onCompleted();
    }

    @Override
    public void onFailed(Throwable cause) {
      over(counted -> counted.failed(model, millis(), cause));
      observer.onFailed(cause);
    }

    @Override
    public void cancel() {
      over(counted -> counted.abandoned(model));
      remote.cancel();
    }

    @Override
    public void giveUpAsLate() {
      over(counted -> counted.late(model, millis()));
      remote.cancel();
    }

    private void over(Consumer<Breakers> outcome) {
      if (isOver.compareAndSet(false, true)) {
        count(outcome);
      }
    }

    private long millis() {
      return clock.millis() - begunMillis;
    }
  }
}
