package org.univoice.job.synthesis;

class FakeSynthesizerTest extends SynthesizerContract {

  @Override
  protected Synthesizer synthesizer() {
    return new FakeSynthesizer();
  }
}
