package org.univoice.job.pacing;

/**
 * How an utterance is spoken.
 *
 * @param speed times as fast as at 1; never under 1
 * @param pauses what is left of the pauses between clauses, as a share of their length
 * @param isBrisk whether fillers are left out, as somebody in a hurry would
 */
public record Pace(float speed, float pauses, boolean isBrisk) {

  public static final Pace NATURAL = new Pace(1, 1, false);
}
