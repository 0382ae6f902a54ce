package org.univoice.job.amazon;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.ModelCallException;

/**
 * Requests to AWS as one call with one answer.
 *
 * @param model named in failures and metrics; has a circuit breaker of its own
 * @param requests makes them when the call starts, and again when it is made again
 */
record AmazonCall<A>(String model, Function<Steps, CompletableFuture<A>> requests)
    implements ModelCall<A> {

  /** A call that cannot be made. */
  static <A> AmazonCall<A> refused(String model, String why) {
    return new AmazonCall<>(
        model,
        steps ->
            CompletableFuture.failedFuture(new ModelCallException(model + " " + why, false, null)));
  }

  @Override
  public Cancellable start(AnswerObserver<A> observer) {
    Steps steps = new Steps();
    Ending<A> ending = new Ending<>(model, observer, steps);
    try {
      requests.apply(steps).whenComplete(ending::end);
    } catch (RuntimeException e) {
      ending.end(null, e);
    }
    return ending;
  }

  private static final class Ending<A> implements Cancellable {
    private final String model;
    private final AnswerObserver<A> observer;
    private final Steps steps;
    private volatile boolean cancelled;

    private Ending(String model, AnswerObserver<A> observer, Steps steps) {
      this.model = model;
      this.observer = observer;
      this.steps = steps;
    }

    private void end(A answer, Throwable cause) {
      if (cancelled) {
        return;
      }
      if (cause != null) {
        observer.onFailed(AmazonFailures.of(model, cause));
        return;
      }
      observer.onAnswer(answer);
      if (!cancelled) {
        observer.onCompleted();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      steps.cancel();
    }
  }
}
