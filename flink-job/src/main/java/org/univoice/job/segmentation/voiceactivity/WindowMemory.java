package org.univoice.job.segmentation.voiceactivity;

/**
 * What is kept of a track between chunks so that any chunking gives the same windows.
 *
 * @param windowStart position of the first sample that is in no window yet
 * @param remainder the samples from there on, fewer than a window; 16-bit little-endian
 * @param detector what the detector remembers; null at the start
 */
public record WindowMemory(long windowStart, byte[] remainder, float[] detector) {

  public static WindowMemory startingAt(long sample) {
    return new WindowMemory(sample, new byte[0], null);
  }

  /** Position after the last sample that arrived. */
  public long endSample() {
    return windowStart + remainder.length / Pcm16.BYTES_PER_SAMPLE;
  }
}
