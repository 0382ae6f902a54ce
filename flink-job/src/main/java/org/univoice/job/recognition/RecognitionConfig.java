package org.univoice.job.recognition;

import java.io.Serializable;
import java.time.Duration;

/**
 * How segments are recognised.
 *
 * @param partialWindowMillis audio behind a partial above which agreed words are cut off, so that a
 *     partial of long speech stays quick
 * @param languageProbability from which an identified language is kept for the track, 0 to 1
 * @param languageAudioMillis shortest audio from which a language is kept
 * @param doubtfulConfidence under which a kept language is identified anew, 0 to 1
 * @param voiceprintAudioMillis shortest audio from which a voiceprint is taken
 * @param voiceprintPatience how long the words wait for a voiceprint that is late
 * @param stableConfidence from which a word that two hypotheses agree on is shown as stable, 0 to 1
 * @param clauses where speech that goes on is cut
 */
public record RecognitionConfig(
    long partialWindowMillis,
    float languageProbability,
    long languageAudioMillis,
    float doubtfulConfidence,
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
    if (languageProbability <= 0 || languageProbability > 1) {
      throw new IllegalArgumentException("need 0 < languageProbability <= 1");
    }
    if (languageAudioMillis < 0 || voiceprintAudioMillis < 400) {
      throw new IllegalArgumentException(
          "need languageAudioMillis >= 0 and voiceprintAudioMillis >= 400");
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
        6_000,
        0.8f,
        2_000,
        0.5f,
        400,
        Duration.ofMillis(150),
        0.9f,
        ClauseRule.standard(),
        PhantomGuard.standard(),
        SpeculationPolicy.standard());
  }

  public RecognitionConfig withClauses(ClauseRule rule) {
    return new RecognitionConfig(
        partialWindowMillis,
        languageProbability,
        languageAudioMillis,
        doubtfulConfidence,
        voiceprintAudioMillis,
        voiceprintPatience,
        stableConfidence,
        rule,
        phantoms,
        speculation);
  }
}
