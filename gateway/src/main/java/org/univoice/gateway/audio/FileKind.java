package org.univoice.gateway.audio;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises what audio really is by how it begins, so that a refusal can say so. */
public enum FileKind {
  WAV("a WAV file", "wav"),
  MP3("an MP3 file", "mp3"),
  OGG("an Ogg file", "opus"),
  FLAC("a FLAC file", null),
  MP4("an MP4 or M4A file", null),
  AIFF("an AIFF file", null),
  WEBM("a WebM or Matroska file", null),
  RIFF("a RIFF file that holds no sound", null),
  TEXT("a text file", null),
  OTHER("something else", null);

  /** Enough to tell every file here from sound. */
  static final int MAGIC_BYTES = 12;

  private final String title;
  private final String format;

  FileKind(String title, String format) {
    this.title = title;
    this.format = format;
  }

  /** A name for people: "an MP3 file", "a text file", …. */
  public String title() {
    return title;
  }

  /** What to do with it. */
  public String suggestion() {
    return format == null
        ? "Convert it to WAV, MP3 or Ogg Opus."
        : "Configure audio.format \"" + format + "\", or convert it to what was announced.";
  }

  /** Whatever it is. */
  public static FileKind of(byte[] head) {
    return file(head).orElseGet(() -> isMpegFrame(head) ? MP3 : isText(head) ? TEXT : OTHER);
  }

  /** A file whose beginning is a signature, which sound is not by chance. */
  static Optional<FileKind> file(byte[] head) {
    if (startsWith(head, 0, "ID3")) {
      return Optional.of(MP3);
    }
    if (startsWith(head, 0, "OggS")) {
      return Optional.of(OGG);
    }
    if (startsWith(head, 0, "fLaC")) {
      return Optional.of(FLAC);
    }
    if (startsWith(head, 4, "ftyp")) {
      return Optional.of(MP4);
    }
    if (startsWith(head, 0, "FORM")) {
      return Optional.of(AIFF);
    }
    if (startsWith(head, 0, "\u001aE\u00df\u00a3")) {
      return Optional.of(WEBM);
    }
    if (startsWith(head, 0, "RIFF") || startsWith(head, 0, "RF64")) {
      return Optional.of(startsWith(head, 8, "WAVE") ? WAV : RIFF);
    }
    return Optional.empty();
  }

  /** MPEG audio starts with eleven set bits, a version and a layer that are not reserved. */
  private static boolean isMpegFrame(byte[] head) {
    return head.length >= 2
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xE0) == 0xE0
        && (head[1] & 0x18) != 0x08
        && (head[1] & 0x06) != 0;
  }

  static boolean isText(byte[] head) {
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
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
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
