package org.univoice.job.translation;

import java.util.List;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.translation.MaskedTranslation.Unmasked;

/**
 * Translates a clause that has waited in vain, and then what came instead of its rest: two answers
 * in that order. What came is translated whether or not the clause could be.
 */
final class ClauseFirst implements ModelCall<Unmasked> {

  private final ModelCall<Unmasked> clause;
  private final ModelCall<Unmasked> next;

  /**
   * @param next null when nothing else is to be asked for
   */
  ClauseFirst(ModelCall<Unmasked> clause, ModelCall<Unmasked> next) {
    this.clause = clause;
    this.next = next;
  }

  @Override
  public String model() {
    return clause.model();
  }

  @Override
  public Cancellable start(AnswerObserver<Unmasked> observer) {
    SuccessiveCalls calls = new SuccessiveCalls();
    calls.make(
        clause,
        new AnswerObserver<>() {
          @Override
          public void onAnswer(Unmasked answer) {
            observer.onAnswer(answer);
          }

          @Override
          public void onCompleted() {
            if (next == null) {
              observer.onCompleted();
            } else {
              calls.make(next, observer);
            }
          }

          @Override
          public void onFailed(Throwable cause) {
            if (next == null) {
              observer.onFailed(cause);
              return;
            }
            observer.onAnswer(new Unmasked("", 0, List.of(), new Entity[0], cause.getMessage()));
            calls.make(next, observer);
          }
        });
    return calls;
  }
}
