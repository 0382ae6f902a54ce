package org.univoice.job.triton;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;
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

  @Test
  void shouldSayWhichModelMeasuredTheVoice() throws Exception {
    try (var extractor = extractor()) {
      extractor.open();
      assertThat(Hearing.answersOf(extractor.extract(speech())))
          .singleElement()
          .matches(print -> print.model().equals("voiceprint_extractor/1"));
    }
  }
}
