package org.univoice.job.prosody;

import java.io.Serializable;
import org.univoice.job.diarization.VoiceProfile;
import org.univoice.job.recognition.Voiceprint;

/**
 * Tells how an utterance was said from its own voiceprint and the speaker's usual voice;
 * docs/policies/voice-identity.md.
 *
 * <p>Excited speech is higher, louder and faster than the speaker's usual (Juslin &amp; Laukka,
 * Psychological Bulletin 129, 2003); commanding speech is louder and lower (Goudbeek &amp; Scherer,
 * JASA 128, 2010), which is only part of dominance. Whether a feeling is pleasant cannot be heard
 * in pitch, energy and rate: both studies find joy and anger alike in them.
 */
public final class MannerReader implements Serializable {

  private static final long serialVersionUID = 1L;

  /** One step from usual to excited: the spread of one speaker's utterances in read speech. */
  static final float PITCH_STEP = 0.12f;

  static final float LOUDNESS_STEP_DB = 3;
  static final float LN_RATE_STEP = 0.2f;

  /** One step on all counts is this far from the middle. */
  static final float VALUE_OF_A_STEP = 0.15f;

  /** Fewer utterances than this say nothing of what is usual. */
  static final int FEWEST_UTTERANCES = 2;

  /** Under this a count of syllables is chance. */
  static final float SLOWEST_RATE = 0.5f;

  /**
   * @param print of this utterance; null when it could not be had
   * @param usual the speaker's voice so far; null while unknown
   * @return null when nothing is known
   */
  public Manner read(Voiceprint print, VoiceProfile usual) {
    if (print == null) {
      return null;
    }
    boolean known = usual != null && usual.utterances() >= FEWEST_UTTERANCES;
    float rate = known ? rate(print.rate(), usual.rate()) : Float.NaN;
    return new Manner(
        print.lnPitchMean(),
        print.lnPitchDeviation(),
        isHeard(print.loudness()) ? print.loudness() : Float.NaN,
        rate,
        known ? emotion(print, usual, rate) : emotion(Evidence.NONE, Evidence.NONE));
  }

  private static Emotion emotion(Voiceprint print, VoiceProfile usual, float rate) {
    float pitch = (print.lnPitchMean() - usual.lnPitchMean()) / PITCH_STEP;
    float loudness =
        isHeard(print.loudness())
            ? (print.loudness() - usual.loudness()) / LOUDNESS_STEP_DB
            : Float.NaN;
    float pace = (float) Math.log(rate) / LN_RATE_STEP;
    return emotion(
        Evidence.NONE.and("pitch", pitch).and("energy", loudness).and("rate", pace),
        Evidence.NONE.and("energy", loudness).and("pitch", -pitch));
  }

  private static Emotion emotion(Evidence arousal, Evidence dominance) {
    return new Emotion(arousal.value(), dominance.value(), Emotion.Value.UNKNOWN);
  }

  private static float rate(float now, float usual) {
    return now < SLOWEST_RATE || usual < SLOWEST_RATE ? Float.NaN : now / usual;
  }

  /** A voiceprint of silence says -120. */
  private static boolean isHeard(float loudness) {
    return loudness > -100;
  }

  /** Steps away from usual, and what they were read from. */
  private record Evidence(String names, float steps, int count) {

    static final Evidence NONE = new Evidence("", 0, 0);

    Evidence and(String name, float more) {
      if (Float.isNaN(more) || Float.isInfinite(more)) {
        return this;
      }
      return new Evidence(names.isEmpty() ? name : names + "+" + name, steps + more, count + 1);
    }

    Emotion.Value value() {
      if (count == 0) {
        return Emotion.Value.UNKNOWN;
      }
      float value = 0.5f + VALUE_OF_A_STEP * steps / count;
      return new Emotion.Value(Math.max(0, Math.min(1, value)), "derived:" + names);
    }
  }
}
