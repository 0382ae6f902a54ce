package org.univoice.gateway.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a WAV stream that arrives in pieces cut anywhere: any order of chunks, RIFF or RF64, and
 * sizes that lie. Sizes in a header are never believed: nothing is allocated by them, and a size of
 * zero, of 2^32-1 or of more than what follows just means "until the end".
 *
 * <p>Format: Microsoft "Multimedia Programming Interface and Data Specifications 1.0" (RIFF WAVE),
 * EBU Tech 3306 (RF64), and WAVE_FORMAT_EXTENSIBLE. Not safe for use by several threads.
 */
public final class WavReader {

  /** Pictures and notes before the sound may be large; a header without end is an attack. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private static final int MAX_CHUNKS = 256;
  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  private ByteArrayOutputStream header = new ByteArrayOutputStream();
  private long neededBytes = RIFF_HEADER_BYTES + CHUNK_HEADER_BYTES;
  private InvalidAudioFormatException refusal;
  private PcmFormat format;
  private boolean inData;
  private long declaredBytes;
  private long readBytes;

  /**
   * Takes the next piece.
   *
   * @return the sample bytes in it, in the format of {@link #format()}; perhaps none
   * @throws InvalidAudioFormatException when this is no WAV stream or none that can be used; the
   *     same again for every later piece, of which nothing is kept
   */
  public byte[] read(byte[] piece) {
    if (inData) {
      return data(piece, 0);
    }
    if (refusal != null) {
      throw refusal;
    }
    header.write(piece, 0, piece.length);
    // Looking again at every byte of a long header would take quadratic time.
    if (header.size() < neededBytes) {
      return new byte[0];
    }
    try {
      return findData();
    } catch (InvalidAudioFormatException e) {
      refusal = e;
      header = null;
      throw e;
    }
  }

  /**
   * The stream ends here.
   *
   * @throws InvalidAudioFormatException when its sound has not begun
   */
  public void finish() {
    if (refusal != null) {
      throw refusal;
    }
    if (!inData) {
      if (header.size() == 0) {
        throw new InvalidAudioFormatException("The audio is empty.", "Send a recording.");
      }
      requireRiff(header.toByteArray());
      throw new InvalidAudioFormatException(
          "The WAV file ends before its sound begins.", "It was cut short; send it again, whole.");
    }
  }

  /** Null until the header has been read. */
  public PcmFormat format() {
    return format;
  }

  /** Length that the header claims in milliseconds, or -1 when it does not say. */
  public long declaredMillis() {
    return hasDeclaredSize() ? millis(declaredBytes) : -1;
  }

  /** Length that the header claims in bytes, or -1 when it does not say. */
  public long declaredBytes() {
    return hasDeclaredSize() ? declaredBytes : -1;
  }

  /** Length of the sound that has arrived, in milliseconds. */
  public long readMillis() {
    return millis(readBytes);
  }

  private byte[] findData() {
    byte[] bytes = header.toByteArray();
    requireRiff(bytes);
    int at = RIFF_HEADER_BYTES;
    for (int chunks = 0; at + CHUNK_HEADER_BYTES <= bytes.length; chunks++) {
      if (chunks == MAX_CHUNKS) {
        throw tooLong();
      }
      String id = new String(bytes, at, 4, StandardCharsets.US_ASCII);
      long size = littleEndian(bytes, at + 4, 4).getInt() & UNKNOWN_SIZE;
      int body = at + CHUNK_HEADER_BYTES;
      if (id.equals("data")) {
        return startData(bytes, body, size);
      }
      if (id.equals("fmt ") && format == null && body + size <= bytes.length) {
        format = parseFormat(bytes, body, size);
      }
      long next = body + size + (size & 1);
      if (next > MAX_HEADER_BYTES) {
        throw tooLong();
      }
      neededBytes = next + CHUNK_HEADER_BYTES;
      if (next > bytes.length) {
        break;
      }
      at = (int) next;
    }
    return new byte[0];
  }

  private byte[] startData(byte[] bytes, int body, long size) {
    if (format == null) {
      throw new InvalidAudioFormatException(
          "The WAV file does not say how its sound is written (no usable fmt chunk before the data).",
          "Save it again as 16-bit PCM.");
    }
    inData = true;
    declaredBytes = size;
    header = null;
    return data(bytes, body);
  }

  private byte[] data(byte[] piece, int from) {
    long wanted = piece.length - from;
    if (hasDeclaredSize()) {
      wanted = Math.min(wanted, declaredBytes - readBytes);
    }
    readBytes += wanted;
    return from == 0 && wanted == piece.length
        ? piece
        : Arrays.copyOfRange(piece, from, from + (int) wanted);
  }

  private boolean hasDeclaredSize() {
    return declaredBytes > 0 && declaredBytes != UNKNOWN_SIZE;
  }

  private long millis(long bytes) {
    return format == null ? 0 : bytes / format.frameBytes() * 1_000 / format.sampleRateHz();
  }

  private static void requireRiff(byte[] bytes) {
    boolean riff =
        bytes.length >= RIFF_HEADER_BYTES && (is(bytes, 0, "RIFF") || is(bytes, 0, "RF64"));
    if (!riff || !is(bytes, 8, "WAVE")) {
      FileKind kind = FileKind.of(Arrays.copyOf(bytes, Math.min(bytes.length, 512)));
      throw new InvalidAudioFormatException(
          "This is not a WAV file but " + kind.title() + ".",
          "Send a WAV file, or convert it to one; MP3 and Opus have an audio.format of their own.");
    }
  }

  private static PcmFormat parseFormat(byte[] bytes, int at, long size) {
    if (size < 16) {
      throw new InvalidAudioFormatException(
          "The WAV file's fmt chunk is cut short.", "Save it again as 16-bit PCM.");
    }
    ByteBuffer fmt = littleEndian(bytes, at, (int) Math.min(size, 40));
    int tag = fmt.getShort() & 0xFFFF;
    int channels = fmt.getShort() & 0xFFFF;
    long rate = fmt.getInt() & UNKNOWN_SIZE;
    fmt.position(14);
    int bits = fmt.getShort() & 0xFFFF;
    if (tag == 0xFFFE && size >= 26) {
      tag = fmt.getShort(24) & 0xFFFF;
    }
    return new PcmFormat((int) Math.min(rate, Integer.MAX_VALUE), channels, samples(tag, bits));
  }

  private static SampleType samples(int tag, int bits) {
    if (tag == 1) {
      switch (bits) {
        case 8:
          return SampleType.UNSIGNED_8;
        case 16:
          return SampleType.SIGNED_16;
        case 24:
          return SampleType.SIGNED_24;
        case 32:
          return SampleType.SIGNED_32;
        default:
          break;
      }
    } else if (tag == 3 && bits == 32) {
      return SampleType.FLOAT_32;
    } else if (tag == 3 && bits == 64) {
      return SampleType.FLOAT_64;
    }
    throw new InvalidAudioFormatException(
        "The WAV file is compressed or unusual (format " + tag + ", " + bits + " bits).",
        "Save it again as 16-bit PCM.");
  }

  private static ByteBuffer littleEndian(byte[] bytes, int at, int length) {
    return ByteBuffer.wrap(bytes, at, Math.min(length, bytes.length - at))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean is(byte[] bytes, int at, String id) {
    return new String(bytes, at, 4, StandardCharsets.US_ASCII).equals(id);
  }

  private static InvalidAudioFormatException tooLong() {
    return new InvalidAudioFormatException(
        "The WAV file's header does not come to an end.", "Save it again as 16-bit PCM.");
  }
}
