package org.univoice.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A piece of translated speech as it comes over the wire: a header of 16 bytes, big-endian, then
 * little-endian 16-bit samples at 24 kHz, mono.
 *
 * @param sequence of the delivery
 * @param audio which speech this belongs to
 * @param timeMillis from the start of that speech to this frame's first sample
 */
public record SpeechFrame(long sequence, int audio, int timeMillis, short[] samples) {

  static SpeechFrame read(ByteBuffer bytes) {
    long sequence = bytes.getLong();
    int audio = bytes.getInt();
    int time = bytes.getInt();
    short[] samples = new short[bytes.remaining() / Short.BYTES];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return new SpeechFrame(sequence, audio, time, samples);
  }
}
