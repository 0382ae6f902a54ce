package org.univoice.job.translation;

import java.util.List;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.translation.MaskedTranslation.Unmasked;

/**
 * Translates a clause that has waited in vain, and then what came instead of its rest: two answers
 * in that order. What came is translated whether or not the clause could be: one that is not
 * answered in time, the last time it is asked for, leaves what came a time of its own.
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
    if (next == null) {
      return clause.start(observer);
    }
    Both both = new Both(observer);
    both.calls.make(clause, both.clauseSays);
    return both;
  }

  private final class Both implements AnswerObserver<Unmasked>, Cancellable {

    private final SuccessiveCalls calls = new SuccessiveCalls();
    private final AnswerObserver<Unmasked> observer;
    private final OneAnswer clauseSays;
    private volatile boolean clauseIsOver;
    private volatile boolean answered;

    private Both(AnswerObserver<Unmasked> observer) {
      this.observer = observer;
      this.clauseSays = new OneAnswer(this);
    }

    @Override
    public void onAnswer(Unmasked answer) {
      answered = true;
      observer.onAnswer(answer);
    }

    @Override
    public void onCompleted() {
      clauseIsOver = true;
      calls.make(next, observer);
    }

    @Override
    public void onFailed(Throwable cause) {
      if (!answered) {
        onAnswer(without(cause.getMessage()));
      }
      onCompleted();
    }

    @Override
    public void expire(boolean isLast, Runnable nothing) {
      calls.expire(isLast, isLast && !clauseIsOver ? this::goOn : nothing);
    }

    private void goOn() {
      calls.giveUp();
      clauseSays.onAnswer(without("no answer in time"));
      clauseSays.onCompleted();
    }

    @Override
    public void cancel() {
      calls.cancel();
    }
  }

  private static Unmasked without(String reason) {
    return new Unmasked("", 0, List.of(), new Entity[0], reason);
  }
}
