package org.univoice.gateway.voice;

import java.util.Optional;

/**
 * Measurable features of a voice.
 *
 * @param speakingRate words per minute; 0 when it was not measured
 * @param energyMeanDb decibels relative to full scale
 * @param emotion empty when no model measures it
 */
public record VoiceCharacteristics(
    double pitchMeanHz,
    double pitchStdDevHz,
    double speakingRate,
    double energyMeanDb,
    double spectralCentroidHz,
    Optional<EmotionalProfile> emotion) {

  /**
   * How somebody feels.
   *
   * @param valence -1 (negative) to 1 (positive)
   * @param arousal 0 (calm) to 1 (excited)
   * @param dominance 0 (submissive) to 1 (dominant)
   */
  public record EmotionalProfile(double valence, double arousal, double dominance) {}
}
