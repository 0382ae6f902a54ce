package org.univoice.job.synthesis;

import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;
import org.univoice.job.voice.VoiceTier;

/**
 * Speaks in the voice that is wanted, or one tier lower each time when that failed, or ran out of
 * time, before it said anything: cloned, similar, standard. After the first piece the voice no
 * longer changes: the failure is reported as it is.
 */
final class StandardVoiceFallback implements ModelCall<SpeechPiece> {

  private final Synthesizer synthesizer;
  private volatile Request request;
  private volatile boolean tried;
  private volatile boolean spoke;

  StandardVoiceFallback(Synthesizer synthesizer, Request request) {
    this.synthesizer = synthesizer;
    this.request = request;
  }

  @Override
  public String model() {
    return synthesizer.synthesize(request).model();
  }

  @Override
  public Cancellable start(AnswerObserver<SpeechPiece> observer) {
    Attempt attempt = new Attempt(observer);
    if (tried && !spoke && mayFallBack(request)) {
      request = lower(request);
    }
    tried = true;
    attempt.speak(request);
    return attempt.calls;
  }

  private final class Attempt {

    private final AnswerObserver<SpeechPiece> observer;
    private final SuccessiveCalls calls = new SuccessiveCalls();

    private Attempt(AnswerObserver<SpeechPiece> observer) {
      this.observer = observer;
    }

    private void speak(Request asked) {
      calls.make(synthesizer.synthesize(asked), new Listening(asked));
    }

    /** Hands the pieces on; asks for the next lower voice when there were none. */
    private final class Listening implements AnswerObserver<SpeechPiece> {

      private final Request asked;

      private Listening(Request asked) {
        this.asked = asked;
      }

      @Override
      public void onAnswer(SpeechPiece piece) {
        spoke = true;
        observer.onAnswer(piece);
      }

      @Override
      public void onCompleted() {
        observer.onCompleted();
      }

      @Override
      public void onFailed(Throwable cause) {
        if (mayFallBack(asked) && !spoke) {
          request = lower(asked);
          speak(request);
        } else {
          observer.onFailed(cause);
        }
      }
    }
  }

  private static boolean mayFallBack(Request asked) {
    return asked.wanted().lower() != VoiceTier.NONE;
  }

  /**
   * The standard voice imitates nobody: it speaks in its own manner. Which word stands out is a
   * part of what is said.
   */
  private static Request lower(Request asked) {
    VoiceTier tier = asked.wanted().lower();
    boolean isStandard = tier == VoiceTier.STANDARD;
    return new Request(
        asked.text(),
        asked.language(),
        isStandard ? "" : asked.stockVoice(),
        isStandard ? null : asked.profile(),
        asked.speed(),
        asked.pauses(),
        isStandard ? null : asked.manner(),
        asked.emphasis(),
        tier);
  }
}
