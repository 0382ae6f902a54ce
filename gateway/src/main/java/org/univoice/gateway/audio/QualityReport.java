package org.univoice.gateway.audio;

/**
 * How good the audio of the last seconds is.
 *
 * @param snrDecibels speech over background
 * @param clippedFraction share of samples at full scale, 0 to 1
 * @param levelDecibels RMS of the louder frames, dB below full scale
 */
public record QualityReport(double snrDecibels, double clippedFraction, double levelDecibels) {

  /** Under this, recognition suffers audibly. */
  public static final double LOW_SNR_DECIBELS = 10;

  public static final double MUCH_CLIPPING = 0.01;

  /** Digital silence: a muted or unplugged microphone. */
  public static final double SILENT_DECIBELS = -70;

  /** Above this, more makes no difference to recognition. */
  private static final double GOOD_SNR_DECIBELS = 30;

  /** 0 of silence or nothing but noise or distortion, to 1 of clean speech. */
  public double score() {
    if (isSilent()) {
      return 0;
    }
    double clean = Math.max(0, Math.min(1, snrDecibels / GOOD_SNR_DECIBELS));
    double whole = Math.max(0, 1 - clippedFraction / MUCH_CLIPPING / 10);
    return clean * whole;
  }

  public boolean isSilent() {
    return levelDecibels < SILENT_DECIBELS;
  }

  public boolean isNoisy() {
    return !isSilent() && snrDecibels < LOW_SNR_DECIBELS;
  }

  public boolean isClipped() {
    return clippedFraction > MUCH_CLIPPING;
  }
}
