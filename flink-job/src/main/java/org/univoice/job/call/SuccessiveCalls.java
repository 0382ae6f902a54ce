package org.univoice.job.call;

/**
 * Calls made one after another that count as one: giving it up gives up the one that is under way,
 * and none follows.
 */
public final class SuccessiveCalls implements ModelCall.Cancellable {

  private final SerialExecutor turns = new SerialExecutor();
  private ModelCall.Cancellable underWay = () -> {};
  private boolean cancelled;

  /** Makes the next call, unless all of it was given up. */
  public <ANSWER> void make(ModelCall<ANSWER> call, ModelCall.AnswerObserver<ANSWER> observer) {
    turns.execute(
        () -> {
          if (!cancelled) {
            underWay = call.start(observer);
          }
        });
  }

  /** The time of the one that is under way is up. */
  @Override
  public void expire(boolean isLast, Runnable nothing) {
    turns.execute(
        () -> {
          if (cancelled) {
            nothing.run();
          } else {
            underWay.expire(isLast, nothing);
          }
        });
  }

  /** Gives up the one that is under way; another may follow. */
  public void giveUp() {
    turns.execute(
        () -> {
          underWay.cancel();
          underWay = () -> {};
        });
  }

  @Override
  public void cancel() {
    turns.execute(
        () -> {
          cancelled = true;
          underWay.cancel();
        });
  }
}
