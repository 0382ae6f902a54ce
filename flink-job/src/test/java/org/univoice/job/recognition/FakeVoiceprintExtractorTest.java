package org.univoice.job.recognition;

class FakeVoiceprintExtractorTest extends VoiceprintExtractorContract {

  @Override
  protected VoiceprintExtractor extractor() {
    return new FakeVoiceprintExtractor();
  }
}
