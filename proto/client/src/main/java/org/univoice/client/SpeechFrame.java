package org.univoice.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A piece of sound as it comes over the wire: a header of 16 bytes, big-endian, then little-endian
 * 16-bit samples, mono: translated speech at 24 kHz, somebody's own voice at 16 kHz.
 *
 * @param sequence of the delivery
 * @param audio which speech this belongs to; below 0: whose own voice, as original.begin said
 * @param timeMillis from the start of that speech, or track, to this frame's first sample
 */
public record SpeechFrame(long sequence, int audio, int timeMillis, short[] samples) {

  /** Whether it is somebody's own voice, as only those get who asked for it. */
  public boolean isOriginal() {
    return audio < 0;
  }

  static SpeechFrame read(ByteBuffer bytes) {
    long sequence = bytes.getLong();
    int audio = bytes.getInt();
    int time = bytes.getInt();
    short[] samples = new short[bytes.remaining() / Short.BYTES];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new SpeechFrame(sequence, audio, time, samples);
  }
}
