package org.univoice.gateway.audio;

import java.nio.charset.StandardCharsets;

/** Recognises what a file really is by how it begins, so that a refusal can say so. */
final class FileKind {

  private FileKind() {}

  /** A name for people: "an MP3 file", "a text file", …; never null. */
  static String of(byte[] head) {
    if (startsWith(head, 0, "ID3") || isMpegFrame(head)) {
      return "an MP3 file";
    }
    if (startsWith(head, 0, "OggS")) {
      return "an Ogg file";
    }
    if (startsWith(head, 0, "fLaC")) {
      return "a FLAC file";
    }
    if (startsWith(head, 4, "ftyp")) {
      return "an MP4 or M4A file";
    }
    if (startsWith(head, 0, "FORM")) {
      return "an AIFF file";
    }
    if (startsWith(head, 0, "RIFF")) {
      return "a RIFF file that holds no sound";
    }
    return isText(head) ? "a text file" : "something else";
  }

  /** MPEG audio starts with eleven set bits, a version and a layer that are not reserved. */
  private static boolean isMpegFrame(byte[] head) {
    return head.length >= 2
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xE0) == 0xE0
        && (head[1] & 0x18) != 0x08
        && (head[1] & 0x06) != 0;
  }

  private static boolean isText(byte[] head) {
    for (byte value : head) {
      boolean control =
          value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t';
      if (control) {
        return false;
      }
    }
    return head.length > 0;
  }

  private static boolean startsWith(byte[] head, int at, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.US_ASCII);
    if (head.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (head[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
