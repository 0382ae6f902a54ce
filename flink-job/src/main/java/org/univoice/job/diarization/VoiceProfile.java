package org.univoice.job.diarization;

import org.univoice.job.recognition.Prosody;

/**
 * What is known of a speaker's voice: running averages over its utterances.
 *
 * @param centroid mean speaker embedding, 256 values, length 1
 * @param lnPitchMean mean of ln F0; NaN while unknown
 * @param lnPitchDeviation standard deviation of ln F0; NaN while unknown
 * @param spectrum mean long-term average log spectrum
 * @param loudness mean RMS of voiced frames in dBFS
 * @param rate mean syllable nuclei per second
 * @param utterances how many utterances it was learnt from
 * @param spread mean squared distance of an utterance's embedding from the centroid before it; 0
 *     after the first
 * @param heardMillis how much speech it was learnt from; 0 while unknown
 * @param prosody how the voice moves: mean range, centroid and pace, and the newest contour; null
 *     while unknown
 */
public record VoiceProfile(
    float[] centroid,
    float lnPitchMean,
    float lnPitchDeviation,
    float[] spectrum,
    float loudness,
    float rate,
    int utterances,
    float spread,
    long heardMillis,
    Prosody prosody) {

  /** Of which no more is known. */
  public VoiceProfile(
      float[] centroid,
      float lnPitchMean,
      float lnPitchDeviation,
      float[] spectrum,
      float loudness,
      float rate,
      int utterances) {
    this(centroid, lnPitchMean, lnPitchDeviation, spectrum, loudness, rate, utterances, 0, 0, null);
  }

  /** How far noise takes the centroid's cosine with its own voice under 1. */
  float attenuation() {
    float known = Likeness.ofUtterances(utterances);
    return heardMillis == 0 ? known : Math.min(known, Likeness.ofMillis(heardMillis));
  }

  /**
   * Of the centroid: how far it may be from the voice, squared. It falls with every utterance until
   * the averages move by a fixed share, which is as good as {@code 2 / share - 1} utterances.
   */
  public float variance() {
    int counted =
        utterances <= VoiceAverage.LONGEST_MEMORY
            ? Math.max(1, utterances)
            : 2 * VoiceAverage.LONGEST_MEMORY - 1;
    return spread / counted;
  }
}
