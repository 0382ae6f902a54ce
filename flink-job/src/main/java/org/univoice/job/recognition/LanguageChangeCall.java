package org.univoice.job.recognition;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.recognition.SpeechAnswer.Clause;

/**
 * Asks about both sides of a pause, and where the language changes there for all that is wanted of
 * the first; the answer's words are then the second's. Where it does not, or something fails, asks
 * as ever.
 *
 * @param isReal given what was heard before and after, whether it changes
 * @param clause the side before
 * @param whole what to ask about it
 * @param isHeard whether that can be said for good
 * @param rest what to ask about the side after, given what was said of the one before; null when
 *     nothing more is wanted
 * @param otherwise as ever
 */
record LanguageChangeCall(
    ModelCall<SpeechAnswer> before,
    Supplier<ModelCall<SpeechAnswer>> after,
    BiPredicate<Recognition, Recognition> isReal,
    Clause clause,
    Supplier<ModelCall<SpeechAnswer>> whole,
    Predicate<SpeechAnswer> isHeard,
    Function<SpeechAnswer, ModelCall<SpeechAnswer>> rest,
    Supplier<ModelCall<SpeechAnswer>> otherwise)
    implements ModelCall<SpeechAnswer> {

  @Override
  public String model() {
    return before.model();
  }

  @Override
  public Cancellable start(AnswerObserver<SpeechAnswer> observer) {
    var calls = new SuccessiveCalls();
    Runnable asEver = () -> calls.make(otherwise.get(), observer);
    var searching = new AtomicBoolean(true);
    Runnable asIfItStayed =
        () -> {
          if (searching.compareAndSet(true, false)) {
            asEver.run();
          }
        };
    calls.make(
        before,
        new Last(asIfItStayed) {
          @Override
          void then(SpeechAnswer first) {
            calls.make(after.get(), afterwards(first));
          }

          private Last afterwards(SpeechAnswer first) {
            return new Last(asIfItStayed) {
              @Override
              void then(SpeechAnswer second) {
                if (!isReal.test(first.words(), second.words())) {
                  asIfItStayed.run();
                } else if (searching.compareAndSet(true, false)) {
                  calls.make(whole.get(), said(second, calls, asEver, observer));
                }
              }
            };
          }
        });
    return new Cancellable() {
      @Override
      public void cancel() {
        calls.cancel();
      }

      /** What is said is worth more than in which language: the search has had its time. */
      @Override
      public void expire(boolean isLast, Runnable nothing) {
        if (searching.compareAndSet(true, false)) {
          calls.giveUp();
          asEver.run();
        } else {
          calls.expire(isLast, nothing);
        }
      }
    };
  }

  private Last said(
      SpeechAnswer second,
      SuccessiveCalls calls,
      Runnable asEver,
      AnswerObserver<SpeechAnswer> observer) {
    return new Last(asEver) {
      @Override
      void then(SpeechAnswer said) {
        var found = clause.said(said);
        if (!isHeard.test(said)) {
          asEver.run();
        } else if (rest == null) {
          tell(second.with(found), observer);
        } else {
          calls.make(
              rest.apply(said),
              new Last(asEver) {
                @Override
                void then(SpeechAnswer after) {
                  tell(after.with(found), observer);
                }
              });
        }
      }
    };
  }

  private static void tell(SpeechAnswer answer, AnswerObserver<SpeechAnswer> observer) {
    observer.onAnswer(answer);
    observer.onCompleted();
  }

  /** Goes on with the last answer once its call is over. */
  private abstract static class Last implements AnswerObserver<SpeechAnswer> {
    private final Runnable otherwise;
    private SpeechAnswer answer;

    Last(Runnable otherwise) {
      this.otherwise = otherwise;
    }

    abstract void then(SpeechAnswer given);

    @Override
    public void onAnswer(SpeechAnswer given) {
      answer = given;
    }

    @Override
    public void onCompleted() {
      if (answer == null) {
        otherwise.run();
      } else {
        then(answer);
      }
    }

    @Override
    public void onFailed(Throwable cause) {
      otherwise.run();
    }
  }
}
