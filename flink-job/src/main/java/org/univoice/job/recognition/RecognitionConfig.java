package org.univoice.job.recognition;

import java.io.Serializable;
import java.time.Duration;

/**
 * How segments are recognised.
 *
 * @param partialWindowMillis audio behind a partial above which agreed words are cut off, so that a
 *     partial of long speech stays quick
 * @param voiceprintAudioMillis shortest audio from which a voiceprint is taken
 * @param voiceprintPatience how long the words wait for a voiceprint that is late
 */
public record RecognitionConfig(
    long partialWindowMillis,
    long voiceprintAudioMillis,
    Duration voiceprintPatience,
    PhantomGuard phantoms,
    SpeculationPolicy speculation)
    implements Serializable {

  public RecognitionConfig {
    if (partialWindowMillis < 1_000) {
      throw new IllegalArgumentException("need partialWindowMillis >= 1000");
    }
    if (voiceprintAudioMillis < 400) {
      throw new IllegalArgumentException("need voiceprintAudioMillis >= 400");
    }
    if (voiceprintPatience.isNegative()) {
      throw new IllegalArgumentException("need voiceprintPatience >= 0");
    }
  }

  /** The values of the product; the reasons are in docs/policies/recognition.md. */
  public static RecognitionConfig standard() {
    return new RecognitionConfig(
        6_000, 400, Duration.ofMillis(150), PhantomGuard.standard(), SpeculationPolicy.standard());
  }
}
