package org.univoice.job.call;

import java.util.random.RandomGenerator;
import org.univoice.job.call.CallAttempts.Again;
import org.univoice.job.call.CallAttempts.Next;
import org.univoice.job.call.CallAttempts.Over;

/**
 * One call under way, over all its attempts. Everything happens on the {@link CallLoop}; what a
 * given-up attempt still says is ignored.
 */
final class CallFlight<ANSWER> {

  /** Hears what becomes of the call, on the loop: any number of answers, then one end. */
  interface Listener<ANSWER> {
    void onAnswer(ANSWER answer, int index) throws Exception;

    void onEnd(CallEnd end) throws Exception;
  }

  private final ModelCall<ANSWER> call;
  private final boolean isPatient;
  private final Breakers breakers;
  private final CallAttempts attempts;
  private final CallLoop loop;
  private final RandomGenerator chance;
  private final Listener<ANSWER> listener;
  private final long startedMillis;

  /** The attempt whose word counts; null while backing off and when the call is over. */
  private Attempt current;

  private ModelCall.Cancellable timer = () -> {};

  CallFlight(
      ModelCall<ANSWER> call,
      boolean isPatient,
      Breakers breakers,
      CallAttempts attempts,
      CallLoop loop,
      RandomGenerator chance,
      Listener<ANSWER> listener) {
    this.call = call;
    this.isPatient = isPatient;
    this.breakers = breakers;
    this.attempts = attempts;
    this.loop = loop;
    this.chance = chance;
    this.listener = listener;
    this.startedMillis = loop.nowMillis();
  }

  /** Makes an attempt, now or soon; false when the circuit breaker refuses it for good. */
  boolean start() throws Exception {
    if (breakers.allows(call.model())) {
      begin();
    } else if (waits()) {
      proceed(attempts.held(chance));
    } else {
      return false;
    }
    return true;
  }

  private boolean waits() {
    return isPatient && breakers.isWorthWaitingFor(call.model());
  }

  /** Gives the call up: the model is told, the listener hears nothing any more. */
  CallEnd cancel() {
    timer.cancel();
    if (current != null) {
      breakers.abandoned(call.model()); // says nothing about the model's health
      giveUpAttempt();
    }
    return attempts.superseded();
  }

  String model() {
    return call.model();
  }

  boolean isPatient() {
    return isPatient;
  }

  int attemptsMade() {
    return attempts.made();
  }

  long millisSoFar() {
    return loop.nowMillis() - startedMillis;
  }

  private void begin() {
    attempts.begin(loop.nowMillis());
    Attempt attempt = new Attempt();
    current = attempt;
    watch(attempt);
    try {
      attempt.remote = call.start(attempt);
    } catch (RuntimeException e) {
      attempt.onFailed(e);
    }
  }

  /** One timer per attempt: it looks again when answers have moved the deadline meanwhile. */
  private void watch(Attempt attempt) {
    long waitMillis = Math.max(1, attempts.deadlineMillis() - loop.nowMillis());
    timer = loop.after(waitMillis, () -> onTimer(attempt));
  }

  private void onTimer(Attempt attempt) throws Exception {
    if (current != attempt) {
      return;
    }
    if (loop.nowMillis() < attempts.deadlineMillis()) {
      watch(attempt);
      return;
    }
    attempt.lateOnce();
    Next next = attempts.afterTimeout(waits(), chance);
    attempts.extend(loop.nowMillis());
    watch(attempt);
    attempt.expire(next);
  }

  private void giveUpAttempt() {
    ModelCall.Cancellable remote = current.remote;
    current = null;
    if (remote != null) {
      remote.cancel();
    }
  }

  private void proceed(Next next) throws Exception {
    if (next instanceof Again again) {
      timer = loop.after(again.backoffMillis(), this::tryAgain);
    } else if (next instanceof Over over) {
      listener.onEnd(over.end());
    }
  }

  private void tryAgain() throws Exception {
    if (!start()) {
      listener.onEnd(attempts.refused(call.model()));
    }
  }

  /** Carries what the model says onto the loop; its identity tells attempts apart. */
  private final class Attempt implements ModelCall.AnswerObserver<ANSWER> {

    private final long begunMillis = loop.nowMillis();
    private ModelCall.Cancellable remote;
    private boolean late;

    /** A model that was late is not praised for what is made of it. */
    private void lateOnce() {
      if (!late) {
        late = true;
        breakers.late(call.model(), millis());
      }
    }

    /** What the call has so far may do; else this attempt is over. */
    private void expire(Next next) {
      Runnable nothing =
          () ->
              whileCurrent(
                  () -> {
                    timer.cancel();
                    giveUpAttempt();
                    proceed(next);
                  });
      if (remote == null) {
        nothing.run();
      } else {
        remote.expire(next instanceof Over, nothing);
      }
    }

    private long millis() {
      return loop.nowMillis() - begunMillis;
    }

    @Override
    public void onAnswer(ANSWER answer) {
      whileCurrent(
          () -> {
            int index = attempts.onAnswer(loop.nowMillis());
            if (index != CallAttempts.KNOWN) {
              listener.onAnswer(answer, index);
            }
          });
    }

    @Override
    public void onCompleted() {
      whileCurrent(
          () -> {
            if (!late) {
              breakers.succeeded(call.model(), millis());
            }
            over();
            listener.onEnd(attempts.completed());
          });
    }

    @Override
    public void onFailed(Throwable cause) {
      whileCurrent(
          () -> {
            if (!late) {
              breakers.failed(call.model(), millis(), cause);
            }
            over();
            proceed(attempts.afterFailure(cause, waits(), chance));
          });
    }

    private void over() {
      current = null;
      timer.cancel();
    }

    private void whileCurrent(CallLoop.Step step) {
      loop.execute(
          () -> {
            if (current == this) {
              step.run();
            }
          });
    }
  }
}
