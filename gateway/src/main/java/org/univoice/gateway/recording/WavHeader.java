package org.univoice.gateway.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The first bytes of a WAV file of 16-bit mono samples. */
final class WavHeader {
  static final int BYTES = 44;

  /** What a header can say: eighteen hours and more. */
  static final long MOST_DATA_BYTES = 0xFFFF_FFFFL - BYTES;

  private WavHeader() {}

  static byte[] of(int rateHz, long dataBytes) {
    ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (BYTES - 8 + dataBytes));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(rateHz).putInt(rateHz * 2);
    header.putShort((short) 2).putShort((short) 16);
    return header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes).array();
  }
}
