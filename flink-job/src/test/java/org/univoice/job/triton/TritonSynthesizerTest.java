package org.univoice.job.triton;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.job.synthesis.Synthesizer;
import org.univoice.job.synthesis.SynthesizerContract;
import org.univoice.job.triton.stub.StubTriton;

/** The contract over real gRPC, with stub models. */
class TritonSynthesizerTest extends SynthesizerContract {

  private static StubTriton stub;

  @BeforeAll
  static void start() throws Exception {
    stub = StubTriton.start();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  @Override
  protected Synthesizer synthesizer() {
    return new TritonSynthesizer(TritonConfig.at(stub.address()));
  }
}
