package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;

/**
 * Measures level, noise and clipping of 16 kHz mono PCM over the last ten seconds, from the
 * energies of 50 ms frames. Background is their 10th percentile and speech their 90th: speech
 * pauses often enough for the quiet frames to be background (the idea of minimum statistics:
 * Martin, "Noise Power Spectral Density Estimation Based on Optimal Smoothing and Minimum
 * Statistics", IEEE TSAP 2001).
 */
public final class QualityMeter {

  private static final int FRAMES = 200;

  /** Three seconds; shorter speech may have no pause in it to tell the background from. */
  private static final int FEWEST_FRAMES = 60;

  private static final int CLIPPED = 32_700;

  private final double[] decibels = new double[FRAMES];
  private final double[] clipped = new double[FRAMES];
  private long seen;

  /** Adds one frame of little-endian 16-bit samples; what is in the buffer stays there. */
  public void add(ByteBuffer pcm) {
    ShortBuffer frame = pcm.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    int samples = frame.remaining();
    if (samples == 0) {
      return;
    }
    double energy = 0;
    int atFullScale = 0;
    for (int i = 0; i < samples; i++) {
      int sample = frame.get(i);
      energy += (double) sample * sample;
      if (Math.abs(sample) >= CLIPPED) {
        atFullScale++;
      }
    }
    int slot = (int) (seen++ % FRAMES);
    double rms = Math.sqrt(energy / samples) / 32_768;
    decibels[slot] = 20 * Math.log10(Math.max(rms, 1e-6));
    clipped[slot] = (double) atFullScale / samples;
  }

  /** Whether ten seconds have been heard: less says little. */
  public boolean hasEnough() {
    return seen >= FRAMES;
  }

  /** Whether what was heard says something, if no more is to come. */
  public boolean hasEnoughAtTheEnd() {
    return seen >= FEWEST_FRAMES;
  }

  /** The report; the next one is about later audio. */
  public QualityReport take() {
    QualityReport report = report();
    seen = 0;
    return report;
  }

  public QualityReport report() {
    int known = (int) Math.min(seen, FRAMES);
    if (known == 0) {
      return new QualityReport(0, 0, -120);
    }
    double[] sorted = Arrays.copyOf(decibels, known);
    Arrays.sort(sorted);
    double background = sorted[(int) (0.1 * (known - 1))];
    double speech = sorted[(int) (0.9 * (known - 1))];
    double clippedShare = Arrays.stream(clipped, 0, known).average().orElse(0);
    return new QualityReport(speech - background, clippedShare, speech);
  }
}
