package org.univoice.gateway.voice;

import java.util.List;
import java.util.Optional;

/**
 * Measurable features of a voice.
 *
 * @param speakingRate words per minute, at a syllable and a half each; 0 when it was not measured
 * @param energyMeanDb decibels relative to full scale
 * @param emotion empty when no model measures it
 * @param spectrum timbre: mean natural log of power in mel bands, its own mean removed; may be
 *     empty
 * @param variance how far the embeddings of single samples scatter around the profile's: 0 when
 *     they are all alike, towards 1 when they have nothing in common
 * @param movement how the voice moves
 */
public record VoiceCharacteristics(
    double pitchMeanHz,
    double pitchStdDevHz,
    double speakingRate,
    double energyMeanDb,
    double spectralCentroidHz,
    Optional<EmotionalProfile> emotion,
    List<Float> spectrum,
    double variance,
    VoiceMovement movement) {
  public VoiceCharacteristics {
    spectrum = List.copyOf(spectrum);
    // What a cache holds may be older than it.
    movement = movement == null ? VoiceMovement.UNKNOWN : movement;
  }

  /** Of which it is not known how the voice moves. */
  public VoiceCharacteristics(
      double pitchMeanHz,
      double pitchStdDevHz,
      double speakingRate,
      double energyMeanDb,
      double spectralCentroidHz,
      Optional<EmotionalProfile> emotion,
      List<Float> spectrum,
      double variance) {
    this(
        pitchMeanHz,
        pitchStdDevHz,
        speakingRate,
        energyMeanDb,
        spectralCentroidHz,
        emotion,
        spectrum,
        variance,
        VoiceMovement.UNKNOWN);
  }

  /** Without timbre, and of samples that were all alike. */
  public VoiceCharacteristics(
      double pitchMeanHz,
      double pitchStdDevHz,
      double speakingRate,
      double energyMeanDb,
      double spectralCentroidHz,
      Optional<EmotionalProfile> emotion) {
    this(
        pitchMeanHz,
        pitchStdDevHz,
        speakingRate,
        energyMeanDb,
        spectralCentroidHz,
        emotion,
        List.of(),
        0);
  }

  /**
   * How somebody feels.
   *
   * @param valence -1 (negative) to 1 (positive)
   * @param arousal 0 (calm) to 1 (excited)
   * @param dominance 0 (submissive) to 1 (dominant)
   */
  public record EmotionalProfile(double valence, double arousal, double dominance) {}
}
