package org.univoice.job.synthesis;

import org.univoice.job.call.ModelCall;
import org.univoice.job.call.SuccessiveCalls;
import org.univoice.job.synthesis.Synthesizer.Request;
import org.univoice.job.synthesis.Synthesizer.SpeechPiece;

/**
 * Speaks in the similar voice, or in the standard one when the similar voice failed, or ran out of
 * time, before it said anything. After the first piece the voice no longer changes: the failure is
 * reported as it is.
 */
final class StandardVoiceFallback implements ModelCall<SpeechPiece> {

  private final Synthesizer synthesizer;
  private final Request request;
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
    boolean hasFailedSilently = tried && !spoke;
    tried = true;
    attempt.speak(
        hasFailedSilently ? standard(request) : request,
        !hasFailedSilently && request.profile() != null);
    return attempt.calls;
  }

  private final class Attempt {

    private final AnswerObserver<SpeechPiece> observer;
    private final SuccessiveCalls calls = new SuccessiveCalls();

    private Attempt(AnswerObserver<SpeechPiece> observer) {
      this.observer = observer;
    }

    private void speak(Request asked, boolean mayFallBack) {
      calls.make(synthesizer.synthesize(asked), new Listening(asked, mayFallBack));
    }

    /** Hands the pieces on; asks for the standard voice when there were none. */
    private final class Listening implements AnswerObserver<SpeechPiece> {

      private final Request asked;
      private final boolean mayFallBack;

      private Listening(Request asked, boolean mayFallBack) {
        this.asked = asked;
        this.mayFallBack = mayFallBack;
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
        if (mayFallBack && !spoke) {
          speak(standard(asked), false);
        } else {
          observer.onFailed(cause);
        }
      }
    }
  }

  private static Request standard(Request asked) {
    return new Request(
        asked.text(), asked.language(), "", null, asked.speed(), asked.pauses(), null);
  }
}
