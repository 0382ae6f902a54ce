package org.univoice.job.recognition;

import java.io.Serializable;
import java.time.Duration;
import org.univoice.job.segmentation.SegmentationConfig;

/**
 * How segments are recognised.
 *
 * @param partialMillis new speech between two partials, as segmentation cuts them
 * @param partialWindowMillis audio behind a partial above which agreed words are cut off, so that a
 *     partial of long speech stays quick
 * @param voiceprintAudioMillis shortest audio from which a voiceprint is taken
 * @param voiceprintPatience how long the words wait for a voiceprint that is late
 * @param stableConfidence from which a word that two hypotheses agree on is shown as stable, 0 to 1
 * @param clauses where speech that goes on is cut
 */
public record RecognitionConfig(
    long partialMillis,
    long partialWindowMillis,
    long voiceprintAudioMillis,
    Duration voiceprintPatience,
    float stableConfidence,
    ClauseRule clauses,
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
    if (stableConfidence <= 0 || stableConfidence > 1) {
      throw new IllegalArgumentException("need 0 < stableConfidence <= 1");
    }
    if (voiceprintPatience.isNegative()) {
      throw new IllegalArgumentException("need voiceprintPatience >= 0");
    }
  }

  /** The values of the product; the reasons are in docs/policies/recognition.md. */
  public static RecognitionConfig standard() {
    return new RecognitionConfig(
        SegmentationConfig.standard().partialMillis(),
        6_000,
        400,
        Duration.ofMillis(150),
        0.9f,
        ClauseRule.standard(),
        PhantomGuard.standard(),
        SpeculationPolicy.standard());
  }

  public RecognitionConfig withClauses(ClauseRule rule) {
    return new RecognitionConfig(
        partialMillis,
        partialWindowMillis,
        voiceprintAudioMillis,
        voiceprintPatience,
        stableConfidence,
        rule,
        phantoms,
        speculation);
  }

  public RecognitionConfig withVoiceprintPatience(Duration patience) {
    return new RecognitionConfig(
        partialMillis,
        partialWindowMillis,
        voiceprintAudioMillis,
        patience,
        stableConfidence,
        clauses,
        phantoms,
        speculation);
  }
}
