package org.univoice.job.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.job.call.Hearing;

/** What every voiceprint extractor keeps to. */
public abstract class VoiceprintExtractorContract {

  private VoiceprintExtractor extractor;

  protected abstract VoiceprintExtractor extractor() throws Exception;

  /** Speech, 16 kHz mono. */
  protected byte[] speech() throws Exception {
    return new byte[32_000];
  }

  @BeforeEach
  void open() throws Exception {
    extractor = extractor();
    extractor.open();
  }

  @AfterEach
  void close() {
    extractor.close();
  }

  @Test
  void shouldMeasureAVoiceOnce() throws Exception {
    var answers = Hearing.answersOf(extractor.extract(speech()));
    assertThat(answers).hasSize(1);
    Voiceprint voiceprint = answers.get(0);
    assertThat(voiceprint.embedding()).hasSize(256);
    assertThat(length(voiceprint.embedding())).isCloseTo(1, within(1e-3));
    assertThat(voiceprint.voicedFraction()).isBetween(0f, 1f);
    assertThat(voiceprint.loudness()).isLessThanOrEqualTo(0);
    assertThat(voiceprint.spectrum()).isNotEmpty();
    assertThat(voiceprint.rate()).isNotNegative();
  }

  @Test
  void shouldMeasureTheSameVoiceTwiceAlike() throws Exception {
    var call = extractor.extract(speech());
    assertThat(Hearing.answersOf(call).get(0).embedding())
        .isEqualTo(Hearing.answersOf(call).get(0).embedding());
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
