package org.univoice.job.diarization;

import java.io.Serializable;

/**
 * How much each kind of evidence of who speaks weighs, in log-odds: +2 is seven to one. The reasons
 * and measurements are in docs/policies/diarization.md.
 *
 * @param perLikeness log-odds for each 1 of {@link Likeness} between what is heard and a speaker
 * @param evenLikeness likeness that speaks neither for nor against the same voice
 * @param continuity for who spoke last on the track
 * @param continuityHalfMillis silence after which half of the continuity is left
 * @param alone for the only speaker of a track: a microphone usually has one
 * @param enrolled for the participant whose microphone it is, once their voice is known
 * @param change against another speaker in the next window
 * @param sameVoice likeness of two groups of windows of a segment from which they are one voice
 * @param duplicate likeness of two speakers of a track from which they are one person
 */
public record FusionConfig(
    float perLikeness,
    float evenLikeness,
    float continuity,
    long continuityHalfMillis,
    float alone,
    float enrolled,
    float change,
    float sameVoice,
    float duplicate)
    implements Serializable {

  public FusionConfig {
    if (!(perLikeness > 0 && change > 0 && continuityHalfMillis > 0)) {
      throw new IllegalArgumentException("weights must be above 0");
    }
    if (!(0 < evenLikeness
        && evenLikeness < 1
        && 0 < sameVoice
        && sameVoice < 1
        && 0 < duplicate)) {
      throw new IllegalArgumentException("likenesses must be between 0 and 1");
    }
  }

  public static FusionConfig standard() {
    return new FusionConfig(32, 0.84f, 1, 30_000, 0.5f, 1, 4, 0.94f, 0.95f);
  }
}
