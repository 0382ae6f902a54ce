package org.univoice.gateway.voice;

/**
 * What a voice sounds like in one stretch of speech.
 *
 * @param embedding 256 values, length 1; zeros when there was no speech
 * @param lnPitchMean mean of ln F0 in Hz; NaN when nothing was voiced
 * @param lnPitchDeviation standard deviation of ln F0; NaN when nothing was voiced
 * @param spectrum mean natural log of power in mel bands over 0-8 kHz, its own mean removed
 * @param loudness dBFS
 * @param rate syllables per second
 * @param model name and version of what measured it
 */
public record Voiceprint(
    float[] embedding,
    float lnPitchMean,
    float lnPitchDeviation,
    float[] spectrum,
    float loudness,
    float rate,
    String model) {

  /** Never the embedding: it identifies a person. */
  @Override
  public String toString() {
    return "Voiceprint[" + model + "]";
  }
}
