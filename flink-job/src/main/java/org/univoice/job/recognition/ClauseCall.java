package org.univoice.job.recognition;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.recognition.SpeechAnswer.Clause;

/**
 * Asks for a partial's words with their times and, if they begin with a clause that is complete,
 * for all that is wanted of that clause. What is known of the clause comes with the partial.
 *
 * @param clauseIn given the partial, the clause to ask about; null for none
 * @param whole given the partial and that clause, what to ask
 */
record ClauseCall(
    ModelCall<SpeechAnswer> partial,
    Function<Recognizer.Recognition, Clause> clauseIn,
    BiFunction<Recognizer.Recognition, Clause, ModelCall<SpeechAnswer>> whole)
    implements ModelCall<SpeechAnswer> {

  @Override
  public String model() {
    return partial.model();
  }

  @Override
  public Cancellable start(AnswerObserver<SpeechAnswer> observer) {
    var calls = new SuccessiveCalls();
    calls.make(
        partial,
        new AnswerObserver<>() {
          private SpeechAnswer heard;

          @Override
          public void onAnswer(SpeechAnswer answer) {
            heard = answer;
          }

          @Override
          public void onCompleted() {
            Clause clause = heard == null ? null : clauseIn.apply(heard.words());
            if (clause != null) {
              calls.make(whole.apply(heard.words(), clause), answered(heard, clause, observer));
              return;
            }
            if (heard != null) {
              observer.onAnswer(heard);
            }
            observer.onCompleted();
          }

          @Override
          public void onFailed(Throwable cause) {
            observer.onFailed(cause);
          }
        });
    return calls;
  }

  /** A clause that cannot be had is left to the segment's end. */
  private static AnswerObserver<SpeechAnswer> answered(
      SpeechAnswer partial, Clause clause, AnswerObserver<SpeechAnswer> observer) {
    return new AnswerObserver<>() {
      private SpeechAnswer answer = partial;

      @Override
      public void onAnswer(SpeechAnswer said) {
        answer = partial.with(clause.said(said));
      }

      @Override
      public void onCompleted() {
        observer.onAnswer(answer);
        observer.onCompleted();
      }

      @Override
      public void onFailed(Throwable cause) {
        onCompleted();
      }
    };
  }
}
