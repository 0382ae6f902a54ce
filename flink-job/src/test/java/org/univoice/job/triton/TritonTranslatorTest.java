package org.univoice.job.triton;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.job.translation.Translator;
import org.univoice.job.translation.TranslatorContract;
import org.univoice.job.triton.stub.StubTriton;

/** The contract over real gRPC, with stub models. */
class TritonTranslatorTest extends TranslatorContract {

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
  protected Translator translator() {
    return new TritonTranslator(TritonConfig.at(stub.address()));
  }
}
