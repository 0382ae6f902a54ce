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
 * @param lnPitchLow 5th percentile of ln F0 in Hz; NaN when nothing was voiced
 * @param lnPitchHigh 95th percentile of ln F0 in Hz; NaN when nothing was voiced
 * @param contour mean ln F0 of stretches of equal length; NaN where nothing was voiced
 */
public record Voiceprint(
    float[] embedding,
    float lnPitchMean,
    float lnPitchDeviation,
    float[] spectrum,
    float loudness,
    float rate,
    String model,
    float lnPitchLow,
    float lnPitchHigh,
    float[] contour) {

  /** Of which it is not known how it moves. */
  public Voiceprint(
      float[] embedding,
      float lnPitchMean,
      float lnPitchDeviation,
      float[] spectrum,
      float loudness,
      float rate,
      String model) {
    this(
        embedding,
        lnPitchMean,
        lnPitchDeviation,
        spectrum,
        loudness,
        rate,
        model,
        Float.NaN,
        Float.NaN,
        new float[0]);
  }

  /** Never the embedding: it identifies a person. */
  @Override
  public String toString() {
    return "Voiceprint[" + model + "]";
  }
}
