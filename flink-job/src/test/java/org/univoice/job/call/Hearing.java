package org.univoice.job.call;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Hears everything that one attempt at a call says. */
public final class Hearing<ANSWER> implements ModelCall.AnswerObserver<ANSWER> {

  private static final long PATIENCE_SECONDS = 60;

  private final List<ANSWER> answers = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private ModelCall.Cancellable call;

  private Hearing() {}

  public static <A> Hearing<A> of(ModelCall<A> call) {
    Hearing<A> hearing = new Hearing<>();
    hearing.call = call.start(hearing);
    return hearing;
  }

  /** For calls whose words do not matter. */
  public static <A> ModelCall.AnswerObserver<A> ignoring() {
    return new Hearing<>();
  }

  /** Every answer, once the call has completed; throws what it failed with. */
  public static <A> List<A> answersOf(ModelCall<A> call) {
    Hearing<A> hearing = of(call);
    hearing.await();
    return hearing.answers();
  }

  public Hearing<ANSWER> await() {
    try {
      end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return this;
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  public void cancel() {
    call.cancel();
  }

  /** Its time is up. */
  public void expire(boolean isLast, Runnable nothing) {
    call.expire(isLast, nothing);
  }

  public List<ANSWER> answers() {
    return answers;
  }

  public boolean isOver() {
    return end.isDone();
  }

  @Override
  public void onAnswer(ANSWER answer) {
    answers.add(answer);
  }

  @Override
  public void onCompleted() {
    end.complete(null);
  }

  @Override
  public void onFailed(Throwable cause) {
    end.completeExceptionally(cause);
  }
}
