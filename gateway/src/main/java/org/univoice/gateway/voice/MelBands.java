package org.univoice.gateway.voice;

/**
 * Mel bands over 0 to 8 kHz on Slaney's scale (Auditory Toolbox, 1998), as voiceprints have them.
 */
final class MelBands {
  private static final double TOP_HZ = 8_000;
  private static final double LINEAR_HZ = 1_000;
  private static final double HZ_PER_MEL = 200.0 / 3;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private MelBands() {}

  /**
   * Where the middle of the power lies; 0 when there are no bands.
   *
   * @param spectrum natural log of power per band
   */
  static double centroidHz(double[] spectrum) {
    double power = 0;
    double moment = 0;
    double step = mel(TOP_HZ) / (spectrum.length + 1);
    for (int band = 0; band < spectrum.length; band++) {
      double value = Math.exp(spectrum[band]);
      power += value;
      moment += value * hz((band + 1) * step);
    }
    return power == 0 ? 0 : moment / power;
  }

  private static double mel(double hz) {
    return hz < LINEAR_HZ
        ? hz / HZ_PER_MEL
        : LINEAR_HZ / HZ_PER_MEL + Math.log(hz / LINEAR_HZ) / LOG_STEP;
  }

  private static double hz(double mel) {
    double linear = LINEAR_HZ / HZ_PER_MEL;
    return mel < linear ? mel * HZ_PER_MEL : LINEAR_HZ * Math.exp(LOG_STEP * (mel - linear));
  }
}
