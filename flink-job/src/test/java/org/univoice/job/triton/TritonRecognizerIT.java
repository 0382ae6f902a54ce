package org.univoice.job.triton;

import org.junit.jupiter.api.Tag;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.recognition.RecognizerContract;

/** The contract against the models themselves. */
@Tag("triton")
class TritonRecognizerIT extends RecognizerContract {

  @Override
  protected Recognizer recognizer() {
    return new TritonRecognizer(RunningTriton.config());
  }

  @Override
  protected byte[] speech() throws Exception {
    return RunningTriton.speech();
  }
}
