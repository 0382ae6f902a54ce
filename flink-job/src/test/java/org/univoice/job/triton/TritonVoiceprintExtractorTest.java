package org.univoice.job.triton;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.univoice.job.recognition.VoiceprintExtractor;
import org.univoice.job.recognition.VoiceprintExtractorContract;
import org.univoice.job.triton.stub.StubTriton;

/** The contract over real gRPC, with stub models. */
class TritonVoiceprintExtractorTest extends VoiceprintExtractorContract {

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
  protected VoiceprintExtractor extractor() {
    return new TritonVoiceprintExtractor(TritonConfig.at(stub.address()));
  }
}
