package org.univoice.local.client;

import java.util.Arrays;

/**
 * Translated speech laid on the timeline of when it was heard, as a player would: a frame never
 * starts before it has arrived nor before the one ahead of it has been played. 24 kHz, mono. Not
 * safe for use by several threads.
 */
public final class SpeechTrack {
  public static final int SAMPLE_RATE_HZ = 24_000;

  private short[] samples = new short[SAMPLE_RATE_HZ * 10];
  private int end;

  /** Where a frame lies: from and to, in milliseconds on the timeline. */
  public record Placed(long startMillis, long endMillis) {}

  /**
   * @param heardMillis when the frame arrived, since the recording began
   */
  public Placed add(long heardMillis, short[] frame) {
    int start = Math.max(end, (int) (heardMillis * SAMPLE_RATE_HZ / 1_000));
    int wanted = start + frame.length;
    if (wanted > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(wanted, samples.length * 2));
    }
    System.arraycopy(frame, 0, samples, start, frame.length);
    end = wanted;
    return new Placed(millis(start), millis(end));
  }

  private static long millis(int sample) {
    return sample * 1_000L / SAMPLE_RATE_HZ;
  }

  /** Everything up to the last sample heard. */
  public short[] samples() {
    return Arrays.copyOf(samples, end);
  }
}
