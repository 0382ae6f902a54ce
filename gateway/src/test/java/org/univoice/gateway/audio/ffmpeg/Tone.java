package org.univoice.gateway.audio.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes and measures sine tones in 16-bit PCM. */
public final class Tone {

  private Tone() {}

  /** The same tone on every channel, interleaved. */
  public static byte[] of(double hertz, double amplitude, int rate, int channels, int millis) {
    int frames = rate * millis / 1_000;
    ByteBuffer pcm = ByteBuffer.allocate(frames * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      double sample = amplitude * Math.sin(2 * Math.PI * hertz * i / rate);
      for (int channel = 0; channel < channels; channel++) {
        pcm.putShort((short) Math.round(sample));
      }
    }
    return pcm.array();
  }

  /**
   * Amplitude at one frequency (Goertzel, "An Algorithm for the Evaluation of Finite Trigonometric
   * Series", 1958), in units of a sample.
   */
  public static double amplitudeAt(double hertz, short[] samples, int rate) {
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
    double last = 0;
    double beforeLast = 0;
    for (short sample : samples) {
      double next = sample + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }

  /** Upward zero crossings per second. */
  public static double crossingsPerSecond(short[] samples, int rate) {
    int crossings = 0;
    for (int i = 1; i < samples.length; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        crossings++;
      }
    }
    return (double) crossings * rate / samples.length;
  }

  public static short[] samples(byte[] pcm) {
    short[] samples = new short[pcm.length / 2];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
