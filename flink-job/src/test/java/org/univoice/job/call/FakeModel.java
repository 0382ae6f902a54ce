package org.univoice.job.call;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model whose calls the test answers by hand, in any order, from any thread. */
public final class FakeModel<ANSWER> {

  /** One attempt to call the model. */
  public static final class Attempt<ANSWER> implements ModelCall.Cancellable {

    private final Object request;
    private final ModelCall.AnswerObserver<ANSWER> observer;
    private volatile boolean cancelled;

    private Attempt(Object request, ModelCall.AnswerObserver<ANSWER> observer) {
      this.request = request;
      this.observer = observer;
    }

    public Object request() {
      return request;
    }

    public Attempt<ANSWER> answers(ANSWER answer) {
      observer.onAnswer(answer);
      return this;
    }

    public void completes() {
      observer.onCompleted();
    }

    public void fails(boolean transientFailure) {
      observer.onFailed(new ModelCallException("scripted", transientFailure, null));
    }

    public void breaks(Throwable cause) {
      observer.onFailed(cause);
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    public boolean isCancelled() {
      return cancelled;
    }
  }

  private final String name;
  private final List<Attempt<ANSWER>> attempts = new CopyOnWriteArrayList<>();

  public FakeModel(String name) {
    this.name = name;
  }

  public ModelCall<ANSWER> call(Object request) {
    return new ModelCall<>() {
      @Override
      public String model() {
        return name;
      }

      @Override
      public Cancellable start(AnswerObserver<ANSWER> observer) {
        var attempt = new Attempt<>(request, observer);
        attempts.add(attempt);
        return attempt;
      }
    };
  }

  /** Every attempt made, oldest first. */
  public List<Attempt<ANSWER>> attempts() {
    return attempts;
  }

  public Attempt<ANSWER> attempt(int index) {
    return attempts.get(index);
  }

  public List<Object> requests() {
    return attempts.stream().map(Attempt::request).toList();
  }

  public void forget() {
    attempts.clear();
  }
}
