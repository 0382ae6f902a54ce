package org.univoice.job.translation;

import org.univoice.job.call.ModelCall;
import org.univoice.job.translation.MaskedTranslation.Unmasked;

/** Passes one answer and one end on: what two threads say at once is said once. */
final class OneAnswer implements ModelCall.AnswerObserver<Unmasked> {

  private final ModelCall.AnswerObserver<Unmasked> observer;
  private boolean answered;
  private boolean over;

  OneAnswer(ModelCall.AnswerObserver<Unmasked> observer) {
    this.observer = observer;
  }

  @Override
  public void onAnswer(Unmasked answer) {
    synchronized (this) {
      if (answered || over) {
        return;
      }
      answered = true;
    }
    observer.onAnswer(answer);
  }

  @Override
  public void onCompleted() {
    if (ends()) {
      observer.onCompleted();
    }
  }

  @Override
  public void onFailed(Throwable cause) {
    if (ends()) {
      observer.onFailed(cause);
    }
  }

  private synchronized boolean ends() {
    boolean first = !over;
    over = true;
    return first;
  }
}
