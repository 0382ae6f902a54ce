package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes Ogg Opus streams as encoders do. */
public final class OggBytes {
  private static final int SERIAL = 4711;
  public static final int PRE_SKIP = 312;

  private OggBytes() {}

  public static byte[] head(int channels, int preSkip, int hertz) {
    ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
    head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) channels);
    return head.putShort((short) preSkip).putInt(hertz).putShort((short) 0).array();
  }

  public static List<byte[]> headers(byte[] head) {
    byte[] comments = "OpusTags\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
    return List.of(
        OggPage.whole(0, SERIAL, 0, true, false, List.of(head)).bytes(),
        OggPage.whole(0, SERIAL, 1, false, false, List.of(comments)).bytes());
  }

  /** The pages of sound, each of so many packets. */
  public static List<byte[]> pages(List<byte[]> packets, int perPage) {
    List<byte[]> pages = new ArrayList<>();
    long position = 0;
    for (int from = 0; from < packets.size(); from += perPage) {
      List<byte[]> some = packets.subList(from, Math.min(packets.size(), from + perPage));
      position += some.stream().mapToInt(OpusPacket::samplesOf).sum();
      boolean isLast = from + perPage >= packets.size();
      pages.add(OggPage.whole(position, SERIAL, pages.size() + 2, false, isLast, some).bytes());
    }
    return pages;
  }

  public static List<byte[]> stream(List<byte[]> packets, int perPage) {
    List<byte[]> stream = new ArrayList<>(headers(head(1, PRE_SKIP, 48_000)));
    stream.addAll(pages(packets, perPage));
    return stream;
  }

  /** Writes the right check sum into every page that lies whole in these bytes. */
  static void correctChecks(byte[] bytes) {
    for (int at = 0; at + OggPage.HEADER_BYTES <= bytes.length; at++) {
      int size = OggPage.bytesNeeded(bytes, at);
      if (isPage(bytes, at) && at + size <= bytes.length) {
        ByteBuffer page = ByteBuffer.wrap(bytes, at, size).slice().order(ByteOrder.LITTLE_ENDIAN);
        page.putInt(22, 0);
        page.putInt(22, OggPage.check(Arrays.copyOfRange(bytes, at, at + size)));
      }
    }
  }

  private static boolean isPage(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.US_ASCII).equals(OggPage.MAGIC);
  }
}
