package org.univoice.job.amazon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes a frame of {@code application/vnd.amazon.eventstream} after the definition, not with the
 * SDK's own codec: total length, headers' length, CRC-32 of both, headers, payload, CRC-32 of all.
 */
final class EventStreamFrame {

  private static final int STRING = 7;
  private static final int AROUND = 16;

  private EventStreamFrame() {}

  static byte[] of(Map<String, String> headers, byte[] payload) {
    ByteBuffer names = ByteBuffer.allocate(4_096);
    headers.forEach(
        (name, value) -> {
          byte[] key = name.getBytes(StandardCharsets.UTF_8);
          byte[] text = value.getBytes(StandardCharsets.UTF_8);
          names.put((byte) key.length).put(key).put((byte) STRING);
          names.putShort((short) text.length).put(text);
        });
    names.flip();
    ByteBuffer frame = ByteBuffer.allocate(AROUND + names.remaining() + payload.length);
    frame.putInt(frame.capacity()).putInt(names.remaining());
    frame.putInt(crc(frame.array(), 8)).put(names).put(payload);
    frame.putInt(crc(frame.array(), frame.position()));
    return frame.array();
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
