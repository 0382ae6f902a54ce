package org.univoice.job.triton;

import org.junit.jupiter.api.Tag;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.synthesis.SynthesizerContract;

/** The contract against the models themselves. */
@Tag("triton")
class TritonSynthesizerIT extends SynthesizerContract {

  @Override
  protected Synthesizer synthesizer() {
    return new TritonSynthesizer(RunningTriton.config());
  }
}
