package org.univoice.job.translation;

import java.util.List;
import java.util.function.Function;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.translation.MaskedTranslation.Unmasked;

/** Translates twice: what the first call answers is what the second is asked for. */
final class PivotTranslation implements ModelCall<Unmasked> {

  private final ModelCall<Unmasked> first;
  private final Function<Unmasked, ModelCall<Unmasked>> second;

  PivotTranslation(ModelCall<Unmasked> first, Function<Unmasked, ModelCall<Unmasked>> second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public String model() {
    return first.model();
  }

  @Override
  public Cancellable start(AnswerObserver<Unmasked> observer) {
    SuccessiveCalls calls = new SuccessiveCalls();
    calls.make(first, new Between(calls, observer));
    return calls;
  }

  /** Both must be right for the whole to be right. */
  private static Unmasked doubted(Unmasked answer, float before) {
    return new Unmasked(
        answer.text(),
        answer.confidence() * before,
        answer.alternatives(),
        answer.kept(),
        answer.failure(),
        answer.emphasis());
  }

  private final class Between implements AnswerObserver<Unmasked> {

    private final SuccessiveCalls calls;
    private final AnswerObserver<Unmasked> observer;
    private Unmasked bridge = new Unmasked("", 0, List.of(), new Entity[0], "nothing was answered");

    private Between(SuccessiveCalls calls, AnswerObserver<Unmasked> observer) {
      this.calls = calls;
      this.observer = observer;
    }

    @Override
    public void onAnswer(Unmasked answer) {
      bridge = answer;
    }

    @Override
    public void onCompleted() {
      if (bridge.failure() != null) {
        observer.onAnswer(bridge);
        observer.onCompleted();
        return;
      }
      calls.make(
          second.apply(bridge),
          new AnswerObserver<>() {
            @Override
            public void onAnswer(Unmasked answer) {
              observer.onAnswer(doubted(answer, bridge.confidence()));
            }

            @Override
            public void onCompleted() {
              observer.onCompleted();
            }

            @Override
            public void onFailed(Throwable cause) {
              observer.onFailed(cause);
            }
          });
    }

    @Override
    public void onFailed(Throwable cause) {
      observer.onFailed(cause);
    }
  }
}
