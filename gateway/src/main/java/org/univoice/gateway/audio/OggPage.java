package org.univoice.gateway.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One page of an Ogg stream: RFC 3533, 6.
 *
 * @param position of the last packet that ends here, as the codec counts it; -1 when none does
 * @param isContinued whether the first part goes on with a packet of the page before
 * @param isOpenEnded whether the last part goes on in the next page
 * @param parts the packets, or parts of them
 */
public record OggPage(
    long position,
    int serial,
    int number,
    boolean isFirst,
    boolean isLast,
    boolean isContinued,
    boolean isOpenEnded,
    List<byte[]> parts) {

  static final int HEADER_BYTES = 27;
  static final String MAGIC = "OggS";

  private static final int CONTINUED = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int LACE = 255;
  private static final int[] CHECKS = checks();

  /** A page of whole packets. */
  public static OggPage whole(
      long position,
      int serial,
      int number,
      boolean isFirst,
      boolean isLast,
      List<byte[]> packets) {
    return new OggPage(position, serial, number, isFirst, isLast, false, false, packets);
  }

  /** How long the page is that begins here; as much of it as must come before that is known. */
  static int bytesNeeded(byte[] bytes, int at) {
    if (bytes.length - at < HEADER_BYTES) {
      return HEADER_BYTES;
    }
    int laces = bytes[at + 26] & 0xFF;
    int size = HEADER_BYTES + laces;
    if (bytes.length - at < size) {
      return size;
    }
    for (int i = 0; i < laces; i++) {
      size += bytes[at + HEADER_BYTES + i] & 0xFF;
    }
    return size;
  }

  /** Null when it is damaged. */
  static OggPage of(byte[] bytes, int at, int size) {
    byte[] page = Arrays.copyOfRange(bytes, at, at + size);
    ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    int check = header.getInt(22);
    header.putInt(22, 0);
    if (page[4] != 0 || check != check(page)) {
      return null;
    }
    List<byte[]> parts = new ArrayList<>();
    int laces = page[26] & 0xFF;
    int from = HEADER_BYTES + laces;
    int to = from;
    boolean isOpen = false;
    for (int i = 0; i < laces; i++) {
      int lace = page[HEADER_BYTES + i] & 0xFF;
      to += lace;
      isOpen = lace == LACE;
      if (!isOpen) {
        parts.add(Arrays.copyOfRange(page, from, to));
        from = to;
      }
    }
    if (isOpen) {
      parts.add(Arrays.copyOfRange(page, from, to));
    }
    int flags = page[5];
    return new OggPage(
        header.getLong(6),
        header.getInt(14),
        header.getInt(18),
        (flags & FIRST) != 0,
        (flags & LAST) != 0,
        (flags & CONTINUED) != 0,
        isOpen,
        parts);
  }

  /** As it is written; packets that are not open-ended. */
  public byte[] bytes() {
    int laces = parts.stream().mapToInt(part -> part.length / LACE + 1).sum();
    int size = parts.stream().mapToInt(part -> part.length).sum();
    ByteBuffer page =
        ByteBuffer.allocate(HEADER_BYTES + laces + size).order(ByteOrder.LITTLE_ENDIAN);
    page.put(MAGIC.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).put((byte) 0);
    page.put((byte) ((isContinued ? CONTINUED : 0) | (isFirst ? FIRST : 0) | (isLast ? LAST : 0)));
    page.putLong(position).putInt(serial).putInt(number).putInt(0).put((byte) laces);
    for (byte[] part : parts) {
      for (int i = 0; i < part.length / LACE; i++) {
        page.put((byte) LACE);
      }
      page.put((byte) (part.length % LACE));
    }
    parts.forEach(page::put);
    page.putInt(22, check(page.array()));
    return page.array();
  }

  /** CRC-32 of polynomial 0x04c11db7, neither reflected nor inverted. */
  static int check(byte[] page) {
    int check = 0;
    for (byte value : page) {
      check = check << 8 ^ CHECKS[check >>> 24 ^ value & 0xFF];
    }
    return check;
  }

  private static int[] checks() {
    int[] checks = new int[256];
    for (int i = 0; i < checks.length; i++) {
      int check = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        check = check << 1 ^ (check < 0 ? 0x04C11DB7 : 0);
      }
      checks[i] = check;
    }
    return checks;
  }
}
