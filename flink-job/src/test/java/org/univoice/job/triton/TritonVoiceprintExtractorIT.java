package org.univoice.job.triton;

import org.junit.jupiter.api.Tag;
import org.univoice.job.recognition.VoiceprintExtractor;
import org.univoice.job.recognition.VoiceprintExtractorContract;

/** The contract against the models themselves. */
@Tag("triton")
class TritonVoiceprintExtractorIT extends VoiceprintExtractorContract {

  @Override
  protected VoiceprintExtractor extractor() {
    return new TritonVoiceprintExtractor(RunningTriton.config());
  }

  @Override
  protected byte[] speech() throws Exception {
    return RunningTriton.speech();
  }
}
