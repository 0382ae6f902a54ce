package org.univoice.job.recognition;

import java.util.function.Consumer;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;

/** Model calls that answer, fail or stay silent at once. */
final class Replies {

  private Replies() {}

  static <A> ModelCall<A> of(A answer) {
    return call(
        observer -> {
          observer.onAnswer(answer);
          observer.onCompleted();
        });
  }

  static <A> ModelCall<A> failure() {
    return call(observer -> observer.onFailed(new ModelCallException("broken", false, null)));
  }

  static <A> ModelCall<A> unavailable() {
    return call(observer -> observer.onFailed(new ModelCallException("away", true, null)));
  }

  static <A> ModelCall<A> silence() {
    return call(observer -> {});
  }

  private static <A> ModelCall<A> call(Consumer<ModelCall.AnswerObserver<A>> behaviour) {
    return new ModelCall<>() {
      @Override
      public String model() {
        return "model";
      }

      @Override
      public Cancellable start(AnswerObserver<A> observer) {
        behaviour.accept(observer);
        return () -> {};
      }
    };
  }

  /** Fails when it is told to, whether or not it was cancelled. */
  static final class Late<A> implements ModelCall<A> {
    private AnswerObserver<A> observer;
    private boolean cancelled;

    @Override
    public String model() {
      return "model";
    }

    @Override
    public Cancellable start(AnswerObserver<A> waiting) {
      observer = waiting;
      return () -> cancelled = true;
    }

    void fail() {
      observer.onFailed(new ModelCallException("late", false, null));
    }

    boolean isCancelled() {
      return cancelled;
    }
  }
}
