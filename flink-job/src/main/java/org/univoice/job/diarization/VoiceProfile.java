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
 * @param model name and version of what made the embeddings; empty, or null in state that is older
 *     than this, when it is not known
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
    Prosody prosody,
    String model) {

  /** By a model that is not known. */
  public VoiceProfile(
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
    this(
        centroid,
        lnPitchMean,
        lnPitchDeviation,
        spectrum,
        loudness,
        rate,
        utterances,
        spread,
        heardMillis,
        prosody,
        "");
  }

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

  /** The same, of embeddings that a model of this name and version made. */
  public VoiceProfile by(String newModel) {
    return new VoiceProfile(
        centroid,
        lnPitchMean,
        lnPitchDeviation,
        spectrum,
        loudness,
        rate,
        utterances,
        spread,
        heardMillis,
        prosody,
        newModel);
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
