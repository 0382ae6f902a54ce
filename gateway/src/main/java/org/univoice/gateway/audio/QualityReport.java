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
