package org.univoice.gateway.audio;

/**
 * The four bytes before each frame of MPEG audio, Layer III (ISO/IEC 11172-3, 13818-3, and the
 * unofficial 2.5 for low rates).
 *
 * @param layer 1 to 3; only 3 is MP3
 * @param samples per channel in each frame
 * @param bytes of the frame with its header; 0 in free format, which does not say
 * @param sideBytes of side information behind the header
 */
public record Mp3Header(int layer, int sampleRateHz, int samples, int bytes, int sideBytes) {

  static final int BYTES = 4;

  /** The largest there is: 320 kb/s at 32 kHz, padded. */
  static final int MOST_FRAME_BYTES = 1_441;

  private static final int[] KILOBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KILOBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES_1 = {44_100, 48_000, 32_000};

  /** Null when there is none at this place. */
  static Mp3Header at(byte[] bytes, int at) {
    int second = bytes[at + 1] & 0xFF;
    int third = bytes[at + 2] & 0xFF;
    int version = second >> 3 & 3;
    int layer = 4 - (second >> 1 & 3);
    int bitrate = third >> 4;
    int rate = third >> 2 & 3;
    boolean isHeader =
        (bytes[at] & 0xFF) == 0xFF
            && (second & 0xE0) == 0xE0
            && version != 1
            && layer != 4
            && bitrate != 15
            && rate != 3
            && (bytes[at + 3] & 3) != 2;
    if (!isHeader) {
      return null;
    }
    boolean isVersion1 = version == 3;
    int hertz = RATES_1[rate] / (isVersion1 ? 1 : version == 2 ? 2 : 4);
    int samples = isVersion1 ? 1_152 : 576;
    int kilobits = (isVersion1 ? KILOBITS_1 : KILOBITS_2)[bitrate];
    int padding = third >> 1 & 1;
    boolean isMono = (bytes[at + 3] & 0xC0) == 0xC0;
    int sideBytes = isVersion1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17);
    int size = kilobits == 0 ? 0 : samples / 8 * kilobits * 1_000 / hertz + padding;
    return new Mp3Header(layer, hertz, samples, size, sideBytes);
  }

  boolean isUsable() {
    return layer == 3 && bytes > 0;
  }

  /** Rate and frame length of a stream stay as they began; its bit rate need not. */
  boolean continues(Mp3Header first) {
    return isUsable() && sampleRateHz == first.sampleRateHz && samples == first.samples;
  }
}
