package org.univoice.job.recognition;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SerialExecutor;
import org.univoice.job.call.SideCalls;
import org.univoice.job.call.SideCalls.SideCall;
import org.univoice.job.recognition.Recognizer.Recognition;

/**
 * Asks for words, gist and voiceprint at once and answers with all of them together. Only the words
 * decide success: whatever else fails or is late is left out.
 *
 * @param gist asked beside the words; null when it is not wanted, or not known to be
 * @param gistAfter given the words, the gist to ask for; may return null
 * @param voiceprint null when it is not wanted
 * @param sideCalls how gist and voiceprint are made
 */
record FanOut(
    ModelCall<Recognition> words,
    Companion<Recognition> gist,
    Function<Recognition, Companion<Recognition>> gistAfter,
    Companion<Voiceprint> voiceprint,
    SideCalls sideCalls)
    implements ModelCall<SpeechAnswer> {

  /**
   * @param patience how long the words wait for the answer
   */
  record Companion<A>(ModelCall<A> call, Duration patience) {}

  /** Words and nothing else. */
  static FanOut of(ModelCall<Recognition> words) {
    return new FanOut(words, null, heard -> null, null, null);
  }

  @Override
  public String model() {
    return words.model();
  }

  @Override
  public Cancellable start(AnswerObserver<SpeechAnswer> observer) {
    var asked = new Asked(observer);
    asked.inTurn(asked::start);
    return asked;
  }

  /** One round of calls. Everything that happens to it happens in turn. */
  private final class Asked implements Cancellable {
    private final AnswerObserver<SpeechAnswer> observer;
    private final SerialExecutor turns = new SerialExecutor();
    private final Beside<Recognition> gisted = new Beside<>();
    private final Beside<Voiceprint> printed = new Beside<>();
    private final long begunNanos = System.nanoTime();
    private Cancellable wordsCall = () -> {};
    private Recognition heard;
    private boolean isOver;

    Asked(AnswerObserver<SpeechAnswer> observer) {
      this.observer = observer;
    }

    private void start() {
      printed.ask(voiceprint);
      gisted.ask(gist);
      wordsCall = words.start(inTurn(answer -> heard = answer, this::onWordsEnd));
    }

    private void onWordsEnd(Throwable failure) {
      if (failure != null || heard == null) {
        over();
        observer.onFailed(
            failure != null ? failure : new IllegalStateException("no words were answered"));
        return;
      }
      if (gist == null) {
        gisted.ask(gistAfter.apply(heard));
      }
      gisted.hurry();
      printed.hurry();
      finishIfComplete();
    }

    private void finishIfComplete() {
      if (heard == null || gisted.isAwaited() || printed.isAwaited()) {
        return;
      }
      over();
      observer.onAnswer(new SpeechAnswer(heard, gisted.answer, printed.answer));
      observer.onCompleted();
    }

    private void over() {
      isOver = true;
      wordsCall.cancel();
      gisted.cancel();
      printed.cancel();
    }

    @Override
    public void cancel() {
      inTurn(this::over);
    }

    private void inTurn(Runnable step) {
      turns.execute(
          () -> {
            if (!isOver) {
              step.run();
            }
          });
    }

    private <A> AnswerObserver<A> inTurn(Consumer<A> answer, Consumer<Throwable> end) {
      return new AnswerObserver<>() {
        @Override
        public void onAnswer(A given) {
          inTurn(() -> answer.accept(given));
        }

        @Override
        public void onCompleted() {
          inTurn(() -> end.accept(null));
        }

        @Override
        public void onFailed(Throwable cause) {
          inTurn(() -> end.accept(cause));
        }
      };
    }

    /** What is asked beside the words, if it is. */
    private final class Beside<A> {
      private Duration patience;
      private SideCall asked;
      private boolean isEnded;
      private A answer;

      void ask(Companion<A> companion) {
        if (companion != null) {
          patience = companion.patience();
          asked =
              sideCalls.start(
                  companion.call(), inTurn(given -> answer = given, failure -> onEnd()));
        }
      }

      boolean isAwaited() {
        return asked != null && !isEnded;
      }

      /** The words are there: from now on they wait. */
      void hurry() {
        if (isAwaited()) {
          Duration left = sideCalls.within().minusNanos(System.nanoTime() - begunNanos);
          Duration wait = patience.compareTo(left) < 0 ? patience : left;
          sideCalls.after(wait, () -> inTurn(this::onLate));
        }
      }

      private void onLate() {
        if (isAwaited()) {
          asked.giveUpAsLate();
          onEnd();
        }
      }

      private void onEnd() {
        isEnded = true;
        finishIfComplete();
      }

      void cancel() {
        if (isAwaited()) {
          asked.cancel();
        }
      }
    }
  }
}
