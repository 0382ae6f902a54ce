package org.univoice.job.recognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SerialExecutor;
import org.univoice.job.recognition.Recognizer.Recognition;

/**
 * Asks for words, gist and voiceprint at once and answers with all of them together. Only the words
 * decide success: whatever else fails is left out, and a late voiceprint is not waited for.
 *
 * @param gist asked beside the words; null when it is not wanted, or not known to be
 * @param gistAfter given the words, the gist to ask for; may return null
 * @param voiceprint null when it is not wanted
 * @param patience how long the words wait for the voiceprint
 */
record FanOut(
    ModelCall<Recognition> words,
    ModelCall<Recognition> gist,
    Function<Recognition, ModelCall<Recognition>> gistAfter,
    ModelCall<Voiceprint> voiceprint,
    Duration patience)
    implements ModelCall<SpeechAnswer> {

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
    private final List<Cancellable> running = new ArrayList<>();
    private Recognition heard;
    private Recognition gisted;
    private Voiceprint printed;
    private boolean awaitsGist = gist != null;
    private boolean awaitsVoiceprint = voiceprint != null;
    private boolean isOver;

    Asked(AnswerObserver<SpeechAnswer> observer) {
      this.observer = observer;
    }

    private void start() {
      if (voiceprint != null) {
        ask(voiceprint, print -> printed = print, failure -> onVoiceprintEnd());
      }
      if (gist != null) {
        ask(gist, answer -> gisted = answer, failure -> onGistEnd());
      }
      ask(words, answer -> heard = answer, this::onWordsEnd);
    }

    private <A> void ask(ModelCall<A> call, Consumer<A> answer, Consumer<Throwable> end) {
      running.add(
          call.start(
              new AnswerObserver<>() {
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
              }));
    }

    private void inTurn(Runnable step) {
      turns.execute(
          () -> {
            if (!isOver) {
              step.run();
            }
          });
    }

    private void onWordsEnd(Throwable failure) {
      if (failure != null || heard == null) {
        over();
        observer.onFailed(
            failure != null ? failure : new IllegalStateException("no words were answered"));
        return;
      }
      if (gist == null) {
        var later = gistAfter.apply(heard);
        if (later != null) {
          awaitsGist = true;
          ask(later, answer -> gisted = answer, end -> onGistEnd());
        }
      }
      if (awaitsVoiceprint) {
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
            .execute(() -> inTurn(this::onVoiceprintEnd));
      }
      finishIfComplete();
    }

    private void onGistEnd() {
      awaitsGist = false;
      finishIfComplete();
    }

    private void onVoiceprintEnd() {
      awaitsVoiceprint = false;
      finishIfComplete();
    }

    private void finishIfComplete() {
      if (heard == null || awaitsGist || awaitsVoiceprint) {
        return;
      }
      over();
      observer.onAnswer(new SpeechAnswer(heard, gisted, printed));
      observer.onCompleted();
    }

    private void over() {
      isOver = true;
      running.forEach(Cancellable::cancel);
    }

    @Override
    public void cancel() {
      inTurn(this::over);
    }
  }
}
