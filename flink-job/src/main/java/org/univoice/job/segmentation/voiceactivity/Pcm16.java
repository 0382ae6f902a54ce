package org.univoice.job.segmentation.voiceactivity;

/** Arithmetic on 16-bit little-endian PCM at 16 kHz. */
public final class Pcm16 {

  public static final int BYTES_PER_SAMPLE = 2;
  public static final int SAMPLES_PER_MILLI = 16;

  private Pcm16() {}

  public static long toSamples(long millis) {
    return millis * SAMPLES_PER_MILLI;
  }

  public static long toMillis(long samples) {
    return samples / SAMPLES_PER_MILLI;
  }

  public static byte[] silence(long samples) {
    return new byte[Math.toIntExact(samples * BYTES_PER_SAMPLE)];
  }

  /** Samples scaled to -1…1; where the PCM ends early the rest stays silent. */
  static float[] toFloats(byte[] pcm, int offset, int samples) {
    float[] floats = new float[samples];
    int available = Math.min(samples, (pcm.length - offset) / BYTES_PER_SAMPLE);
    for (int i = 0; i < available; i++) {
      int at = offset + i * BYTES_PER_SAMPLE;
      floats[i] = (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8)) / 32768f;
    }
    return floats;
  }

  static float meanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample * sample;
    }
    return (float) (sum / samples.length);
  }
}
