package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What everything that measures voices promises. */
public abstract class VoiceprintsContract {

  protected abstract Voiceprints voiceprints();

  @Test
  void shouldMeasureAVoice() {
    Voiceprint print = voiceprints().of(RecordedSpeech.pcm(5_000));

    assertThat(print.embedding()).hasSize(256);
    assertThat(length(print.embedding())).isCloseTo(1, within(0.01));
    assertThat(Math.exp(print.lnPitchMean())).isBetween(60.0, 400.0);
    assertThat(print.lnPitchDeviation()).isBetween(0.01f, 1f);
    assertThat(print.spectrum()).hasSize(40);
    assertThat(print.loudness()).isBetween(-60f, 0f);
    assertThat(print.rate()).isBetween(1f, 10f);
    assertThat(print.model()).startsWith("voiceprint_extractor/");
  }

  @Test
  void shouldMeasureTheSameAgain() {
    byte[] speech = RecordedSpeech.pcm(4_000);

    assertThat(voiceprints().of(speech).embedding())
        .isEqualTo(voiceprints().of(speech).embedding());
  }

  @Test
  void shouldHearNobodyInSilence() {
    Voiceprint print = voiceprints().of(new byte[5 * 32_000]);

    assertThat(length(print.embedding())).isZero();
    assertThat(print.lnPitchMean()).isNaN();
  }

  private static double length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
