package org.univoice.gateway.audio;

/**
 * One packet of Opus.
 *
 * @param samples what it decodes to, at 48 kHz
 * @param skipped how many of these, at its start, lie before the stream's beginning
 */
public record OpusPacket(byte[] bytes, int samples, int skipped) {

  public static final int RATE_HZ = 48_000;
  static final int SAMPLES_PER_MILLI = RATE_HZ / 1_000;

  /** Two frames of 60 ms, or as many smaller ones: RFC 6716, 3.2.5. */
  private static final int MOST_SAMPLES = 120 * SAMPLES_PER_MILLI;

  private static final int MOST_FRAME_BYTES = 1_275;

  int heardSamples() {
    return samples - skipped;
  }

  /**
   * How many samples at 48 kHz a packet decodes to: RFC 6716, 3.
   *
   * @return 0 when this cannot be a packet
   */
  static int samplesOf(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int count = packet[0] & 3;
    int rest = packet.length - 1;
    int frames;
    boolean isWhole;
    switch (count) {
      case 0 -> {
        frames = 1;
        isWhole = rest <= MOST_FRAME_BYTES;
      }
      case 1 -> {
        frames = 2;
        isWhole = rest % 2 == 0 && rest / 2 <= MOST_FRAME_BYTES;
      }
      case 2 -> {
        frames = 2;
        isWhole = isTwoOfDifferentLength(packet);
      }
      default -> {
        frames = rest == 0 ? 0 : packet[1] & 0x3F;
        isWhole = frames > 0 && isSeveral(packet, frames);
      }
    }
    int samples = frames * samplesPerFrame((packet[0] & 0xFF) >> 3);
    return isWhole && samples <= MOST_SAMPLES ? samples : 0;
  }

  private static boolean isTwoOfDifferentLength(byte[] packet) {
    int first = frameLength(packet, 1);
    if (first < 0) {
      return false;
    }
    int second = packet.length - 1 - lengthBytes(first) - first;
    return second >= 0 && second <= MOST_FRAME_BYTES;
  }

  private static boolean isSeveral(byte[] packet, int frames) {
    boolean isVariable = (packet[1] & 0x80) != 0;
    boolean isPadded = (packet[1] & 0x40) != 0;
    int at = 2;
    int padding = 0;
    if (isPadded) {
      int next;
      do {
        if (at == packet.length) {
          return false;
        }
        next = packet[at++] & 0xFF;
        padding += next == 255 ? 254 : next;
      } while (next == 255);
    }
    int left = packet.length - at - padding;
    if (!isVariable) {
      return left >= 0 && left % frames == 0 && left / frames <= MOST_FRAME_BYTES;
    }
    for (int i = 1; i < frames; i++) {
      int length = frameLength(packet, at);
      if (length < 0) {
        return false;
      }
      at += lengthBytes(length);
      left -= lengthBytes(length) + length;
    }
    return left >= 0 && left <= MOST_FRAME_BYTES;
  }

  /** One or two bytes; -1 when they are not there. */
  private static int frameLength(byte[] packet, int at) {
    if (at >= packet.length) {
      return -1;
    }
    int first = packet[at] & 0xFF;
    if (first < 252) {
      return first;
    }
    return at + 1 == packet.length ? -1 : (packet[at + 1] & 0xFF) * 4 + first;
  }

  private static int lengthBytes(int length) {
    return length < 252 ? 1 : 2;
  }

  private static int samplesPerFrame(int configuration) {
    if (configuration < 12) {
      return new int[] {480, 960, 1_920, 2_880}[configuration & 3];
    }
    if (configuration < 16) {
      return (configuration & 1) == 0 ? 480 : 960;
    }
    return 120 << (configuration & 3);
  }
}
