package org.univoice.job.call;

import java.util.random.RandomGenerator;

/**
 * The bookkeeping of one call: which attempt it is on, which answers were handed over, what follows
 * a failure. Time and chance are passed in.
 */
final class CallAttempts {

  /** What follows an attempt that did not succeed. */
  sealed interface Next {}

  record Again(long backoffMillis) implements Next {}

  record Over(CallEnd end) implements Next {}

  /** An answer that an earlier attempt handed over already. */
  static final int KNOWN = -1;

  private final RetryPolicy retry;
  private final long timeoutMillis;
  private int made;
  private int handedOver;
  private int answersOfThisAttempt;
  private long deadlineMillis;
  private String lastFailure = "";

  CallAttempts(RetryPolicy retry, long timeoutMillis) {
    this.retry = retry;
    this.timeoutMillis = timeoutMillis;
  }

  void begin(long nowMillis) {
    made++;
    answersOfThisAttempt = 0;
    deadlineMillis = nowMillis + timeoutMillis;
  }

  /** The index of a new answer, or {@link #KNOWN}. The time until the next one starts now. */
  int onAnswer(long nowMillis) {
    deadlineMillis = nowMillis + timeoutMillis;
    int index = answersOfThisAttempt++;
    if (index < handedOver) {
      return KNOWN;
    }
    handedOver++;
    return index;
  }

  /** The attempt ends by itself, soon. */
  void extend(long nowMillis) {
    deadlineMillis = nowMillis + timeoutMillis;
  }

  /** When the attempt has taken too long; moves on with every answer. */
  long deadlineMillis() {
    return deadlineMillis;
  }

  int made() {
    return made;
  }

  CallEnd completed() {
    return new CallEnd(CallEnd.Reason.COMPLETED, handedOver, "");
  }

  CallEnd superseded() {
    return new CallEnd(CallEnd.Reason.SUPERSEDED, handedOver, "superseded by a newer input");
  }

  /**
   * @param waits whether the model is waited for, however often it has failed
   */
  Next afterFailure(Throwable cause, boolean waits, RandomGenerator chance) {
    String detail = "attempt " + made + ": " + cause.getMessage();
    return after(CallEnd.Reason.FAILED, detail, isTransient(cause), waits, chance);
  }

  Next afterTimeout(boolean waits, RandomGenerator chance) {
    String detail =
        "attempt " + made + ": no answer within " + timeoutMillis + " ms after " + handedOver;
    return after(CallEnd.Reason.TIMED_OUT, detail, true, waits, chance);
  }

  /** The circuit breaker lets no attempt through, but the model is waited for. */
  Again held(RandomGenerator chance) {
    return new Again(retry.longestBackoffMillis(chance));
  }

  /** The circuit breaker lets no attempt through. */
  CallEnd refused(String model) {
    String detail = model + " has failed too often lately";
    return new CallEnd(
        CallEnd.Reason.CIRCUIT_OPEN,
        handedOver,
        lastFailure.isEmpty() ? detail : detail + "; " + lastFailure);
  }

  static boolean isTransient(Throwable cause) {
    return cause instanceof ModelCallException failure && failure.isTransient();
  }

  private Next after(
      CallEnd.Reason reason,
      String detail,
      boolean mayHelp,
      boolean waits,
      RandomGenerator chance) {
    lastFailure = detail;
    return mayHelp && (waits || retry.allowsAnother(made))
        ? new Again(retry.backoffMillis(made, chance))
        : new Over(new CallEnd(reason, handedOver, detail));
  }
}
