package org.univoice.benchmarks.quality;

import org.univoice.job.call.ModelCall;
import org.univoice.job.synthesis.Synthesizer;

/**
 * Says nothing at once. No row judges the sound of speech, and making it would take most of the
 * processor from the models that are judged.
 */
record SilentSynthesizer() implements Synthesizer {
  @Override
  public ModelCall<SpeechPiece> synthesize(Request request) {
    return new ModelCall<>() {
      @Override
      public String model() {
        return "speech_synthesizer";
      }

      @Override
      public Cancellable start(AnswerObserver<SpeechPiece> observer) {
        observer.onCompleted();
        return () -> {};
      }
    };
  }
}
