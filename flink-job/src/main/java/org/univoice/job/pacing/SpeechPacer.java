package org.univoice.job.pacing;

import java.io.Serializable;

/**
 * Decides how fast an utterance is spoken from how late it would begin to be heard;
 * docs/policies/pacing.md.
 *
 * <p>What a listener is late by beyond {@link #UNHURRIED_MILLIS} is made up over the utterance, or
 * over {@link #MAKE_UP_WITHIN_MILLIS} of speech where that is longer: first by its pauses, then by
 * its speed, within what still sounds natural.
 */
public final class SpeechPacer implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final float MAX_SPEED = 1.25f;
  public static final float MIN_PAUSES = 0.3f;

  static final long UNHURRIED_MILLIS = 2_000;
  static final long MAKE_UP_WITHIN_MILLIS = 10_000;
  static final long SHORT_PAUSES_MILLIS = 1_000;

  /**
   * @param lateMillis from the end of what was said until this would begin to be heard
   * @param durationMillis of this, spoken at its own pace; an estimate
   */
  public Pace pace(long lateMillis, double durationMillis) {
    long excessMillis = lateMillis - UNHURRIED_MILLIS;
    if (excessMillis <= 0) {
      return Pace.NATURAL;
    }
    double withinMillis = Math.max(durationMillis, MAKE_UP_WITHIN_MILLIS);
    double speed =
        excessMillis < withinMillis ? withinMillis / (withinMillis - excessMillis) : MAX_SPEED;
    double shortened = Math.min(1, (double) excessMillis / SHORT_PAUSES_MILLIS);
    return new Pace(
        (float) Math.min(MAX_SPEED, speed), (float) (1 - (1 - MIN_PAUSES) * shortened), true);
  }
}
