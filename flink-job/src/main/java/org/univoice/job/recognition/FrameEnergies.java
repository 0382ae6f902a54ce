package org.univoice.job.recognition;

import org.univoice.job.segmentation.SpeechSegment;

/** How loud a segment is, 20 ms by 20 ms; what lies behind the last whole frame is left out. */
final class FrameEnergies {

  static final int MILLIS = 20;

  /** So much softer than the speech before it is where nobody speaks; docs/policies/clauses.md. */
  private static final double PAUSE_DB = 15;

  private static final int BYTES = MILLIS * SpeechSegment.BYTES_PER_MILLI;

  private final double[] energies;
  private final double[] sums;

  private FrameEnergies(double[] energies) {
    this.energies = energies;
    this.sums = new double[energies.length + 1];
    for (int i = 0; i < energies.length; i++) {
      sums[i + 1] = sums[i] + energies[i];
    }
  }

  /** Of 16 kHz mono, little-endian signed 16-bit samples. */
  static FrameEnergies of(byte[] pcm) {
    double[] energies = new double[pcm.length / BYTES];
    for (int frame = 0; frame < energies.length; frame++) {
      for (int i = frame * BYTES; i < (frame + 1) * BYTES; i += 2) {
        double sample = (short) ((pcm[i + 1] << 8) | (pcm[i] & 0xff));
        energies[frame] += sample * sample;
      }
    }
    return new FrameEnergies(energies);
  }

  int count() {
    return energies.length;
  }

  /** The softest of some frames; the earliest when several are. */
  int softest(int from, int to, int otherwise) {
    int softest = otherwise;
    double least = Double.MAX_VALUE;
    for (int frame = Math.max(0, from); frame <= Math.min(to, count() - 1); frame++) {
      if (energies[frame] < least) {
        least = energies[frame];
        softest = frame;
      }
    }
    return softest;
  }

  /** Whether a frame is a pause against the mean of all up to another. */
  boolean isPause(int frame, int upTo) {
    int frames = Math.min(upTo, count() - 1) + 1;
    return frame < count()
        && energies[frame] * frames * Math.pow(10, PAUSE_DB / 10) <= sums[frames];
  }
}
