package org.univoice.job.voice;

import java.io.Serializable;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.translation.Translation;

/**
 * Decides in whose voice a translation is spoken and how fast; docs/policies/pacing.md.
 *
 * <p>Translations are often longer than what was said, so speech falls behind. Speech that lags
 * more than a second is spoken faster, up to 1.3 times, which listeners still find natural.
 */
public final class VoiceCasting implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Average reading pace of the default voices: 15 characters a second. */
  static final double MILLIS_PER_CHARACTER = 66;

  static final long LAG_TO_HURRY_MILLIS = 1_000;
  static final long LAG_FOR_FULL_SPEED_MILLIS = 5_000;
  static final float MAX_SPEED = 1.3f;

  /** What is decided, and what is remembered for the next. */
  public record Cast(VoicedTranslation voiced, VoiceMemory memory) {}

  public Cast cast(Translation translation, VoiceMemory memory, long nowMillis) {
    SegmentRef ref = translation.ref();
    long until = memory.untilBefore(ref);
    if (translation.text().isBlank()) {
      return new Cast(
          new VoicedTranslation(translation, VoiceTier.NONE, null, 1), memory.with(ref, until));
    }
    float speed = speed(until - nowMillis);
    double durationMillis = translation.text().length() * MILLIS_PER_CHARACTER / speed;
    VoiceProfile profile = translation.profile();
    return new Cast(
        new VoicedTranslation(translation, wanted(translation), profile, speed),
        memory.with(ref, Math.max(until, nowMillis) + Math.round(durationMillis)));
  }

  /**
   * Only who has enrolled a voice has agreed to be cloned; taking the agreement back takes the
   * enrolled voice out of the session. docs/policies/voices.md.
   */
  private static VoiceTier wanted(Translation translation) {
    if (translation.profile() == null) {
      return VoiceTier.STANDARD;
    }
    return translation.profileId() == null ? VoiceTier.SIMILAR : VoiceTier.CLONED;
  }

  private static float speed(long lagMillis) {
    double share =
        (double) (lagMillis - LAG_TO_HURRY_MILLIS)
            / (LAG_FOR_FULL_SPEED_MILLIS - LAG_TO_HURRY_MILLIS);
    return (float) (1 + (MAX_SPEED - 1) * Math.max(0, Math.min(1, share)));
  }
}
