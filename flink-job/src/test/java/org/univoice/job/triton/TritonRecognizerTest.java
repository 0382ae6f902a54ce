package org.univoice.job.triton;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.job.recognition.Recognizer;
import org.univoice.job.recognition.RecognizerContract;
import org.univoice.job.triton.stub.StubTriton;

/** The contract over real gRPC, with stub models. */
class TritonRecognizerTest extends RecognizerContract {

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
  protected Recognizer recognizer() {
    return new TritonRecognizer(TritonConfig.at(stub.address()));
  }
}
