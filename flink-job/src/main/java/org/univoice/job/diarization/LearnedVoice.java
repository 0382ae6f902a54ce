package org.univoice.job.diarization;

import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.stream.EnrolledVoice;

/**
 * What a track has taught of an enrolled voice since it was told last.
 *
 * @param total voiceprints since the track began: names what is told, again after a restart
 * @param samples voiceprints added up below
 * @param sum of their embeddings
 * @param lnPitchMean mean; NaN while nothing was voiced, like the next
 * @param pending the newest segment's, which a revision may replace; null for none
 * @param pendingStartMillis which segment that is
 * @param toldMillis on the track's timeline, when it was told last
 */
public record LearnedVoice(
    String profileId,
    String model,
    int total,
    int samples,
    float[] sum,
    float lnPitchMean,
    float lnPitchDeviation,
    float[] spectrum,
    float loudness,
    float rate,
    Voiceprint pending,
    long pendingStartMillis,
    long toldMillis) {

  private static final float[] NOTHING = {};

  /** A quarter of an hour's talk is one new version of a profile, or three. */
  static final long TELL_EVERY_MILLIS = 5 * 60_000;

  static LearnedVoice nothing(EnrolledVoice voice, long nowMillis) {
    return new LearnedVoice(
        voice.profileId(),
        voice.model(),
        0,
        0,
        new float[voice.embedding().length],
        Float.NaN,
        Float.NaN,
        NOTHING,
        Float.NaN,
        Float.NaN,
        null,
        0,
        nowMillis);
  }

  /** The newest segment is this, or this is what it is now. */
  LearnedVoice heard(Voiceprint print, long startMillis) {
    LearnedVoice before = pendingStartMillis == startMillis ? without(startMillis) : settled();
    return before.with(print, startMillis);
  }

  /** The segment never was, or somebody else said it. */
  LearnedVoice without(long startMillis) {
    return pending != null && pendingStartMillis == startMillis ? with(null, 0) : this;
  }

  boolean isDue(long nowMillis) {
    return samples > 0 && nowMillis - toldMillis >= TELL_EVERY_MILLIS;
  }

  /** After it has been told. */
  LearnedVoice told(long nowMillis) {
    return new LearnedVoice(
        profileId,
        model,
        total,
        0,
        new float[sum.length],
        Float.NaN,
        Float.NaN,
        NOTHING,
        Float.NaN,
        Float.NaN,
        pending,
        pendingStartMillis,
        nowMillis);
  }

  /** With the newest segment, which nothing will replace any more. */
  LearnedVoice settled() {
    if (pending == null || pending.embedding().length != sum.length) {
      return with(null, 0);
    }
    float share = 1f / (samples + 1);
    float[] added = sum.clone();
    for (int i = 0; i < added.length; i++) {
      added[i] += pending.embedding()[i];
    }
    return new LearnedVoice(
        profileId,
        model,
        total + 1,
        samples + 1,
        added,
        VoiceAverage.moved(lnPitchMean, pending.lnPitchMean(), share),
        VoiceAverage.moved(lnPitchDeviation, pending.lnPitchDeviation(), share),
        VoiceAverage.moved(spectrum, pending.spectrum(), share),
        VoiceAverage.moved(loudness, pending.loudness(), share),
        VoiceAverage.moved(rate, pending.rate(), share),
        null,
        0,
        toldMillis);
  }

  private LearnedVoice with(Voiceprint print, long startMillis) {
    return new LearnedVoice(
        profileId,
        model,
        total,
        samples,
        sum,
        lnPitchMean,
        lnPitchDeviation,
        spectrum,
        loudness,
        rate,
        print,
        startMillis,
        toldMillis);
  }
}
