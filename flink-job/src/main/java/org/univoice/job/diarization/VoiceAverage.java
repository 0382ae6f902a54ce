package org.univoice.job.diarization;

import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.stream.EnrolledVoice;

/**
 * Running averages of a voice. An utterance counts 1/n until {@link #LONGEST_MEMORY} utterances,
 * then a fixed share, so that a profile follows a voice that changes over hours.
 */
final class VoiceAverage {

  static final int LONGEST_MEMORY = 50;

  private VoiceAverage() {}

  /**
   * @param profile null for the first utterance
   */
  static VoiceProfile with(VoiceProfile profile, Voiceprint print) {
    if (profile == null) {
      return new VoiceProfile(
          normalised(print.embedding()),
          print.lnPitchMean(),
          print.lnPitchDeviation(),
          print.spectrum(),
          print.loudness(),
          print.rate(),
          1);
    }
    int count = profile.utterances() + 1;
    float share = 1f / Math.min(count, LONGEST_MEMORY);
    return new VoiceProfile(
        normalised(moved(profile.centroid(), print.embedding(), share)),
        moved(profile.lnPitchMean(), print.lnPitchMean(), share),
        moved(profile.lnPitchDeviation(), print.lnPitchDeviation(), share),
        moved(profile.spectrum(), print.spectrum(), share),
        moved(profile.loudness(), print.loudness(), share),
        moved(profile.rate(), print.rate(), share),
        count);
  }

  /** What was learnt before the session counts as if it had been learnt in it. */
  static VoiceProfile of(EnrolledVoice voice) {
    return new VoiceProfile(
        normalised(voice.embedding()),
        voice.lnPitchMean(),
        voice.lnPitchDeviation(),
        voice.spectrum(),
        voice.loudness(),
        voice.rate(),
        Math.max(1, Math.min(voice.samples(), LONGEST_MEMORY)));
  }

  /** Cosine of two vectors of length 1. */
  static float similarity(float[] a, float[] b) {
    float product = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      product += a[i] * b[i];
    }
    return product;
  }

  static float moved(float average, float value, float share) {
    if (Float.isNaN(value)) {
      return average;
    }
    return Float.isNaN(average) ? value : average + share * (value - average);
  }

  static float[] moved(float[] average, float[] values, float share) {
    if (average.length != values.length) {
      return values.length == 0 ? average : values;
    }
    float[] result = new float[average.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = moved(average[i], values[i], share);
    }
    return result;
  }

  private static float[] normalised(float[] vector) {
    double length = Math.sqrt(similarity(vector, vector));
    float[] result = vector.clone();
    for (int i = 0; length > 0 && i < result.length; i++) {
      result[i] /= (float) length;
    }
    return result;
  }
}
