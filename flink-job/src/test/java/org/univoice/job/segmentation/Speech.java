package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.voiceactivity.Pcm16.BYTES_PER_SAMPLE;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Makes audio that the fake detector takes for speech and silence. */
final class Speech {

  private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();
  private int written;

  static Speech of(long millis) {
    return new Speech().voice(millis);
  }

  Speech voice(long millis) {
    return voice(millis, 4_000);
  }

  /** No two samples near each other are equal, so that a lost or doubled one shows. */
  Speech voice(long millis, int level) {
    return write(toSamples(millis), level);
  }

  Speech pause(long millis) {
    return write(toSamples(millis), 0);
  }

  byte[] pcm() {
    return pcm.toByteArray();
  }

  static byte[] part(byte[] pcm, long fromSample, long toSample) {
    return Arrays.copyOfRange(
        pcm, (int) fromSample * BYTES_PER_SAMPLE, (int) toSample * BYTES_PER_SAMPLE);
  }

  private Speech write(long samples, int level) {
    for (long i = 0; i < samples; i++) {
      int value = level + written++ % 97;
      pcm.write(value);
      pcm.write(value >> 8);
    }
    return this;
  }
}
