package org.univoice.local.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes 16-bit mono WAV. */
final class WavFile {
  private static final int HEADER_BYTES = 44;

  private WavFile() {}

  static byte[] of(short[] samples, int sampleRateHz) {
    int dataBytes = samples.length * Short.BYTES;
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVEfmt "));
    file.putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(sampleRateHz).putInt(sampleRateHz * Short.BYTES);
    file.putShort((short) Short.BYTES).putShort((short) 16);
    file.put(ascii("data")).putInt(dataBytes);
    file.asShortBuffer().put(samples);
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
