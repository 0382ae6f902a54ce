package org.univoice.gateway.voice;

/** How far a profile can be trusted, 0 to 1; docs/policies/voices.md. */
final class ProfileQuality {

  /** Each further five seconds add half of what is missing. */
  private static final double HALF_SPEECH_SECONDS = 5;

  private static final double BAD_NOISE_DB = 5;
  private static final double GOOD_NOISE_DB = 25;

  /** Different speakers scatter this much: such samples are not of one voice. */
  private static final double HOPELESS_VARIANCE = 0.24;

  private ProfileQuality() {}

  /**
   * @param speechSeconds of all samples
   * @param signalToNoiseDb of the newest
   */
  static double of(double speechSeconds, double signalToNoiseDb, double variance) {
    double enough = 1 - Math.pow(0.5, speechSeconds / HALF_SPEECH_SECONDS);
    double clear = limited((signalToNoiseDb - BAD_NOISE_DB) / (GOOD_NOISE_DB - BAD_NOISE_DB));
    double alike = limited(1 - variance / HOPELESS_VARIANCE);
    return enough * (0.25 + 0.75 * clear) * (0.25 + 0.75 * alike);
  }

  /** A session shows what a voice is like elsewhere; it does not make a noisy enrolment clear. */
  static double learned(double before, double variance) {
    double alike = limited(1 - variance / HOPELESS_VARIANCE);
    return limited(before + (1 - before) * 0.1 * alike);
  }

  private static double limited(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
