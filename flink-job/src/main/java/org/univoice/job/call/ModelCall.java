package org.univoice.job.call;

/** A call to a model that can be made, and made again when it fails. */
public interface ModelCall<ANSWER> {

  /** The model's name: each has its own circuit breaker. */
  String model();

  /**
   * Starts the call. The observer may be called from any thread, by one at a time. What was said
   * while the call was being cancelled may still arrive: whoever cancels no longer listens.
   */
  Cancellable start(AnswerObserver<ANSWER> observer);

  /** Hears what becomes of a call: any number of answers, then exactly one end. */
  interface AnswerObserver<ANSWER> {
    void onAnswer(ANSWER answer);

    void onCompleted();

    /** The call failed; a {@link ModelCallException} says whether trying again can help. */
    void onFailed(Throwable cause);
  }

  /** Gives a call up without waiting; the model is told when it can be. */
  @FunctionalInterface
  interface Cancellable {
    void cancel();

    /**
     * The call has taken too long. One that can do with what it has so far answers and completes as
     * ever, soon; any other runs {@code nothing} and is then cancelled.
     *
     * @param isLast whether it is not made again
     */
    default void expire(boolean isLast, Runnable nothing) {
      nothing.run();
    }
  }
}
