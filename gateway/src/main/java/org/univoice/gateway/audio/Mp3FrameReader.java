package org.univoice.gateway.audio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the frames of an MP3 stream that arrives in pieces cut anywhere: any bit rates, ID3 tags
 * anywhere, a little junk before, between and behind. Never keeps more than one frame. Not safe for
 * use by several threads.
 */
public final class Mp3FrameReader {

  /** Players look about as far; behind so much junk there is no MP3. */
  static final int MOST_JUNK_BYTES = 64 * 1024;

  /** A cover picture or two. */
  static final int MOST_TAG_BYTES = 16 << 20;

  private static final int TAG_HEADER_BYTES = 10;
  private static final String ANNOUNCED = "MP3";

  private byte[] held = {};
  private int tagBytesLeft;
  private int junkBytes;
  private boolean isNamed;
  private boolean isInStep;
  private Mp3Header first;
  private boolean hasSound;
  private FileKind kind = FileKind.OTHER;
  private InvalidAudioFormatException refusal;

  /**
   * @return the frames that this piece completes
   * @throws InvalidAudioFormatException when this is no MP3 or none that can be used; the same
   *     again for every later piece
   */
  public List<byte[]> read(byte[] piece) {
    if (refusal != null) {
      throw refusal;
    }
    held = Bytes.joined(held, piece);
    return frames(false);
  }

  /** Nothing follows: a last frame that waited for its successor. */
  public List<byte[]> finish() {
    return refusal == null ? frames(true) : List.of();
  }

  public void requireSound() {
    if (refusal != null) {
      throw refusal;
    }
    if (!hasSound) {
      throw isNamed
          ? new InvalidAudioFormatException(
              "The MP3 stream ends before its sound begins.",
              "It was cut short; send it again, whole.")
          : new InvalidAudioFormatException("The audio is empty.", "Send a recording.");
    }
  }

  /** Of the stream; null until its first frame has been found. */
  public Mp3Header header() {
    return first;
  }

  private List<byte[]> frames(boolean isEnd) {
    try {
      List<byte[]> frames = new ArrayList<>();
      int at = 0;
      int next = step(at, isEnd, frames);
      while (next > at) {
        at = next;
        next = step(at, isEnd, frames);
      }
      held = Arrays.copyOfRange(held, at, held.length);
      return frames;
    } catch (InvalidAudioFormatException e) {
      refusal = e;
      held = new byte[0];
      throw e;
    }
  }

  /** Where the next step begins; the same place when more must come first. */
  private int step(int at, boolean isEnd, List<byte[]> frames) {
    int left = held.length - at;
    if (tagBytesLeft > 0) {
      int skipped = Math.min(left, tagBytesLeft);
      tagBytesLeft -= skipped;
      return at + skipped;
    }
    if (left < Mp3Header.BYTES || left < FileKind.MAGIC_BYTES && !isEnd) {
      return at;
    }
    if (!isNamed) {
      name(Arrays.copyOfRange(held, at, Math.min(held.length, at + 512)));
    }
    if (left >= TAG_HEADER_BYTES && isTag(at)) {
      beginTag(at);
      return at + TAG_HEADER_BYTES;
    }
    Mp3Header header = Mp3Header.at(held, at);
    if (!isInStep && first == null && junkBytes == 0 && header != null && !header.isUsable()) {
      throw unusable(header);
    }
    if (header == null || !(first == null ? header.isUsable() : header.continues(first))) {
      return junk(at);
    }
    if (left < header.bytes()) {
      return at;
    }
    if (!isInStep) {
      boolean isLast = left < header.bytes() + Mp3Header.BYTES;
      if (isLast && !isEnd) {
        return at;
      }
      // Two headers that fit each other are hardly chance; one is.
      if (isLast ? junkBytes > 0 : !isFollowed(at + header.bytes(), header)) {
        return junk(at);
      }
    }
    take(at, header, frames);
    return at + header.bytes();
  }

  private void name(byte[] head) {
    isNamed = true;
    kind = FileKind.of(head);
    if (FileKind.file(head).isPresent() && kind != FileKind.MP3) {
      throw Refusals.notAnnounced(ANNOUNCED, kind);
    }
  }

  private boolean isFollowed(int at, Mp3Header header) {
    Mp3Header next = Mp3Header.at(held, at);
    return next != null && next.continues(header) || is(at, "TAG") || is(at, "ID3");
  }

  private void take(int at, Mp3Header header, List<byte[]> frames) {
    byte[] frame = Arrays.copyOfRange(held, at, at + header.bytes());
    isInStep = true;
    junkBytes = 0;
    if (first == null) {
      // Checks the rate; every frame is mixed down, whatever it has.
      new PcmFormat(header.sampleRateHz(), 1, SampleType.SIGNED_16);
      first = header;
      if (isDirectory(frame, header)) {
        return;
      }
    }
    hasSound = true;
    frames.add(frame);
  }

  /** A first frame that holds a table of the file instead of sound. */
  private static boolean isDirectory(byte[] frame, Mp3Header header) {
    int at = Mp3Header.BYTES + header.sideBytes();
    String tag = at + 4 <= frame.length ? text(frame, at, 4) : "";
    return tag.equals("Xing")
        || tag.equals("Info")
        || frame.length >= 40 && text(frame, 36, 4).equals("VBRI");
  }

  private int junk(int at) {
    isInStep = false;
    junkBytes++;
    if (junkBytes > MOST_JUNK_BYTES) {
      throw first == null
          ? Refusals.notAnnounced(ANNOUNCED, kind)
          : new InvalidAudioFormatException(
              "The MP3 stream breaks off: 64 KiB without a frame, or with frames of another rate.",
              "Send it again, whole, or as a new connection's audio.");
    }
    return at + 1;
  }

  /** At the beginning and behind a frame; three letters in junk are chance. */
  private boolean isTag(int at) {
    boolean isSize = true;
    for (int i = 6; i < TAG_HEADER_BYTES; i++) {
      isSize &= held[at + i] >= 0;
    }
    return junkBytes == 0 && is(at, "ID3") && isSize;
  }

  /** ID3v2: its size is written in four bytes of seven bits, and leaves out header and footer. */
  private void beginTag(int at) {
    int size = 0;
    for (int i = 6; i < TAG_HEADER_BYTES; i++) {
      size = size << 7 | held[at + i] & 0x7F;
    }
    if (size > MOST_TAG_BYTES) {
      throw new InvalidAudioFormatException(
          "The MP3 has an ID3 tag of more than 16 MiB.", "Send it without its tag.");
    }
    boolean hasFooter = (held[at + 5] & 0x10) != 0;
    tagBytesLeft = size + (hasFooter ? TAG_HEADER_BYTES : 0);
  }

  private static InvalidAudioFormatException unusable(Mp3Header header) {
    return header.layer() == 3
        ? new InvalidAudioFormatException(
            "The MP3 is in free format: its frames do not say how long they are.",
            "Encode it again with a bit rate between 32 and 320 kb/s.")
        : new InvalidAudioFormatException(
            "The audio was announced as MP3 but is MPEG Layer " + "I".repeat(header.layer()) + ".",
            "Convert it to MP3 (Layer III).");
  }

  private boolean is(int at, String magic) {
    return at + magic.length() <= held.length && text(held, at, magic.length()).equals(magic);
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }
}
