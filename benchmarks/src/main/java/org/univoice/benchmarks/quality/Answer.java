package org.univoice.benchmarks.quality;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.univoice.job.call.ModelCall;

/** Asks a model something and waits for its one answer; again when it is away for a while. */
final class Answer {
  private static final long PATIENCE_SECONDS = 60;
  private static final int ATTEMPTS = 6;

  /** A server that died is ready again after some seconds, on a busy machine half a minute. */
  static final long AWAY_SECONDS = 15;

  private Answer() {}

  static <A> A of(ModelCall<A> call) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return ask(call);
      } catch (ExecutionException | TimeoutException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        TimeUnit.SECONDS.sleep(AWAY_SECONDS);
      }
    }
  }

  private static <A> A ask(ModelCall<A> call) throws Exception {
    CompletableFuture<A> answer = new CompletableFuture<>();
    call.start(
        new ModelCall.AnswerObserver<>() {
          @Override
          public void onAnswer(A given) {
            answer.complete(given);
          }

          @Override
          public void onCompleted() {
            answer.completeExceptionally(new IllegalStateException("The model answered nothing"));
          }

          @Override
          public void onFailed(Throwable cause) {
            answer.completeExceptionally(cause);
          }
        });
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
