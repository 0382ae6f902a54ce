package org.univoice.job.call;

/** The one thread on which calls are started and settled. */
interface CallLoop {

  long nowMillis();

  /** Runs a step on the loop; from any thread; dropped when the loop has ended. */
  void execute(Step step);

  /** Runs a step on the loop after a while. */
  ModelCall.Cancellable after(long delayMillis, Step step);

  /** What the loop runs. An exception ends it. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }
}
