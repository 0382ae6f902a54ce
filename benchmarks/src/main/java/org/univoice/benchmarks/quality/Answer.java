package org.univoice.benchmarks.quality;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.univoice.job.call.ModelCall;

/** Asks a model something and waits for its one answer. */
final class Answer {
  private static final long PATIENCE_SECONDS = 60;

  private Answer() {}

  static <A> A of(ModelCall<A> call) throws Exception {
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
