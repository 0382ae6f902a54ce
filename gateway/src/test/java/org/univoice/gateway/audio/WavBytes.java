package org.univoice.gateway.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes WAV streams chunk by chunk, wrong ones too. */
final class WavBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static WavBytes riff(long declaredSize) {
    return new WavBytes().text("RIFF").int32(declaredSize).text("WAVE");
  }

  static WavBytes rf64() {
    return new WavBytes().text("RF64").int32(0xFFFFFFFFL).text("WAVE").chunk("ds64", new byte[28]);
  }

  /** A stream of 16-bit mono at 16 kHz, as most programs write it. */
  static byte[] ordinary(byte[] pcm) {
    return riff(36 + pcm.length).fmt(1, 1, 16_000, 16).chunk("data", pcm).bytes();
  }

  WavBytes fmt(int tag, int channels, long rate, int bits) {
    return chunk("fmt ", fmtBody(tag, channels, rate, bits));
  }

  /** WAVE_FORMAT_EXTENSIBLE: the real tag starts the sub-format's GUID. */
  WavBytes extensible(int tag, int channels, long rate, int bits) {
    byte[] body = Arrays.copyOf(fmtBody(0xFFFE, channels, rate, bits), 40);
    body[16] = 22;
    body[24] = (byte) tag;
    return chunk("fmt ", body);
  }

  private static byte[] fmtBody(int tag, int channels, long rate, int bits) {
    int frame = channels * bits / 8;
    return new WavBytes()
        .int16(tag)
        .int16(channels)
        .int32(rate)
        .int32(rate * frame)
        .int16(frame)
        .int16(bits)
        .bytes();
  }

  /** A chunk with its true size, padded to an even one. */
  WavBytes chunk(String id, byte[] body) {
    return chunk(id, body.length, body).raw(new byte[body.length & 1]);
  }

  /** A chunk with the size given, true or not, and no padding. */
  WavBytes chunk(String id, long declaredSize, byte[] body) {
    return text(id).int32(declaredSize).raw(body);
  }

  WavBytes raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private WavBytes text(String ascii) {
    return raw(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private WavBytes int16(int value) {
    return raw(littleEndian(value, Short.BYTES));
  }

  private WavBytes int32(long value) {
    return raw(littleEndian(value, Integer.BYTES));
  }

  private static byte[] littleEndian(long value, int length) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return Arrays.copyOf(all, length);
  }
}
