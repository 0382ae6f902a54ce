package org.univoice.local.client;

import java.util.List;

/**
 * Plays the speaker's own voice beside its translation: as it is, and while translated speech plays
 * by so much softer. Changes are faded, which nobody hears as a click.
 */
final class OriginalMix {
  private static final int FADE_SAMPLES = SpeechTrack.SAMPLE_RATE_HZ / 50;

  private OriginalMix() {}

  /**
   * @param speech translated, 24 kHz, as the others
   * @param playing where speech plays, in order, in milliseconds
   * @param beside how loud the original is beside it: 0 for silent, 1 for as it is
   * @return as long as the longer of both
   */
  static short[] mix(
      short[] speech, List<SpeechTrack.Placed> playing, short[] original, double beside) {
    short[] mixed = new short[Math.max(speech.length, original.length)];
    double step = (1 - beside) / FADE_SAMPLES;
    double gain = 1;
    int next = 0;
    for (int i = 0; i < mixed.length; i++) {
      while (next < playing.size() && i >= sample(playing.get(next).endMillis())) {
        next++;
      }
      // It is soft already when speech begins.
      boolean plays =
          next < playing.size() && i >= sample(playing.get(next).startMillis()) - FADE_SAMPLES;
      gain = plays ? Math.max(beside, gain - step) : Math.min(1, gain + step);
      double sum = i < speech.length ? speech[i] : 0;
      sum += i < original.length ? gain * original[i] : 0;
      mixed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(sum)));
    }
    return mixed;
  }

  private static long sample(long millis) {
    return millis * SpeechTrack.SAMPLE_RATE_HZ / 1_000;
  }
}
