package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The first packet of an Ogg Opus stream: RFC 7845, 5.1.
 *
 * @param preSkip samples at 48 kHz that lie before the stream's beginning
 */
public record OpusHead(int preSkip) {

  private static final String MAGIC = "OpusHead";
  private static final int FEWEST_BYTES = 19;

  /** The two packets that a mono stream begins with. */
  public List<byte[]> packets() {
    ByteBuffer head = ByteBuffer.allocate(FEWEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    head.put(MAGIC.getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
    head.putShort((short) preSkip).putInt(OpusPacket.RATE_HZ);
    byte[] noComments = Arrays.copyOf("OpusTags".getBytes(StandardCharsets.US_ASCII), 16);
    return List.of(head.array(), noComments);
  }

  static boolean is(byte[] packet) {
    return packet.length >= MAGIC.length()
        && new String(packet, 0, MAGIC.length(), StandardCharsets.US_ASCII).equals(MAGIC);
  }

  /**
   * @throws InvalidAudioFormatException when such a stream cannot be used
   */
  static OpusHead of(byte[] packet) {
    if (packet.length < FEWEST_BYTES || (packet[8] & 0xF0) != 0) {
      throw new InvalidAudioFormatException(
          "The Ogg stream's Opus header is damaged or of an unknown version.",
          "Encode the recording again.");
    }
    ByteBuffer head = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    int channels = packet[9] & 0xFF;
    long originalHertz = head.getInt(12) & 0xFFFFFFFFL;
    // 0: not said. What it was before it became Opus, which always has 48 kHz.
    int hertz = originalHertz == 0 ? OpusPacket.RATE_HZ : (int) Math.min(originalHertz, 48_000);
    new PcmFormat(hertz, channels, SampleType.SIGNED_16);
    boolean isOneStream = packet[18] == 0 || packet.length > 19 && packet[19] == 1;
    if (!isOneStream) {
      throw new InvalidAudioFormatException(
          "The Ogg stream maps its channels in an unusual way (family "
              + (packet[18] & 0xFF)
              + ").",
          "Encode it again as mono or stereo.");
    }
    return new OpusHead(head.getShort(10) & 0xFFFF);
  }
}
