package org.univoice.job.diarization;

import java.util.List;
import org.univoice.job.recognition.Prosody;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.recognition.WindowPrint;
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
   * @param heardMillis how much speech the print is of
   */
  static VoiceProfile with(VoiceProfile profile, Voiceprint print, long heardMillis) {
    if (profile == null) {
      return new VoiceProfile(
          normalised(print.embedding()),
          print.lnPitchMean(),
          print.lnPitchDeviation(),
          print.spectrum(),
          print.loudness(),
          print.rate(),
          1,
          0,
          heardMillis,
          print.prosody(),
          print.model());
    }
    int count = profile.utterances() + 1;
    float share = 1f / Math.min(count, LONGEST_MEMORY);
    float distance = 2 - 2 * similarity(profile.centroid(), print.embedding());
    // Against the centroid that did not know it, a distance is greater by its share than it should.
    float fair = distance * (1 - share);
    float spreadShare = 1f / Math.min(count - 1, LONGEST_MEMORY);
    return new VoiceProfile(
        normalised(moved(profile.centroid(), print.embedding(), share)),
        moved(profile.lnPitchMean(), print.lnPitchMean(), share),
        moved(profile.lnPitchDeviation(), print.lnPitchDeviation(), share),
        moved(profile.spectrum(), print.spectrum(), share),
        moved(profile.loudness(), print.loudness(), share),
        moved(profile.rate(), print.rate(), share),
        count,
        moved(profile.spread(), fair, spreadShare),
        profile.heardMillis() + heardMillis,
        moved(profile.prosody(), print.prosody(), share),
        VoiceModels.isKnown(profile.model()) ? profile.model() : print.model());
  }

  /** Two profiles of one voice, each with the weight of its utterances. */
  static VoiceProfile joined(VoiceProfile a, VoiceProfile b) {
    int count = a.utterances() + b.utterances();
    float share = (float) b.utterances() / count;
    return new VoiceProfile(
        normalised(moved(a.centroid(), b.centroid(), share)),
        moved(a.lnPitchMean(), b.lnPitchMean(), share),
        moved(a.lnPitchDeviation(), b.lnPitchDeviation(), share),
        moved(a.spectrum(), b.spectrum(), share),
        moved(a.loudness(), b.loudness(), share),
        moved(a.rate(), b.rate(), share),
        count,
        moved(a.spread(), b.spread(), share),
        a.heardMillis() + b.heardMillis(),
        moved(a.prosody(), b.prosody(), share),
        VoiceModels.isKnown(a.model()) ? a.model() : b.model());
  }

  private static Prosody moved(Prosody average, Prosody value, float share) {
    if (average == null || value == null) {
      return value == null ? average : value;
    }
    return new Prosody(
        moved(average.lnPitchLow(), value.lnPitchLow(), share),
        moved(average.lnPitchHigh(), value.lnPitchHigh(), share),
        moved(average.centroidHz(), value.centroidHz(), share),
        moved(average.wordsPerMinute(), value.wordsPerMinute(), share),
        value.contour());
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
            Math.max(1, Math.min(voice.samples(), LONGEST_MEMORY)))
        .by(voice.model());
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

  /** Mean of some windows' embeddings, length 1. */
  static float[] mean(WindowPrint[] windows, List<Integer> members) {
    float[] sum = new float[windows[members.get(0)].embedding().length];
    for (int member : members) {
      float[] embedding = windows[member].embedding();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += embedding[i];
      }
    }
    return normalised(sum);
  }

  static float[] normalised(float[] vector) {
    double length = Math.sqrt(similarity(vector, vector));
    float[] result = vector.clone();
    for (int i = 0; length > 0 && i < result.length; i++) {
      result[i] /= (float) length;
    }
    return result;
  }
}
