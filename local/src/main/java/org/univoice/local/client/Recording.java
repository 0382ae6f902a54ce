package org.univoice.local.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.local.InvalidInputException;

/**
 * A recording to be spoken, judged by the gateway's own rules before anything is started.
 *
 * @param format as the gateway calls it; "pcm16" for what was a WAV
 * @param pieces what is sent for every 50 ms, of whole samples, frames or pages: a new connection
 *     may go on with any of them
 * @param remarks what a person should know about the file, a line each
 */
public record Recording(
    String format,
    int sampleRateHz,
    int channels,
    List<byte[]> pieces,
    long durationMillis,
    List<String> remarks) {
  /** What one chunk covers. */
  public static final int CHUNK_MILLIS = 50;

  /** An hour of 16 kHz mono; while it is read, several copies are in memory. */
  private static final long MOST_BYTES = 128L << 20;

  /**
   * Samples.
   *
   * @param samples little-endian 16-bit samples, channels interleaved
   */
  public Recording(byte[] samples, int sampleRateHz, int channels, List<String> remarks) {
    this(
        "pcm16",
        sampleRateHz,
        channels,
        pieces(samples, sampleRateHz * CHUNK_MILLIS / 1_000 * channels * Short.BYTES),
        samples.length / (channels * Short.BYTES) * 1_000L / sampleRateHz,
        remarks);
  }

  private static List<byte[]> pieces(byte[] samples, int bytes) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < samples.length; from += bytes) {
      pieces.add(Arrays.copyOfRange(samples, from, Math.min(samples.length, from + bytes)));
    }
    return pieces;
  }

  /**
   * @throws InvalidInputException with one line that says what the file is and what to do
   */
  public static Recording read(Path file) {
    byte[] bytes = bytes(file);
    try {
      return RecordingReader.read(bytes);
    } catch (InvalidAudioFormatException e) {
      throw new InvalidInputException(file + ": " + e.getMessage() + " " + e.suggestion());
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new InvalidInputException(file + ": there is no such file");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new InvalidInputException(
            file + ": the file is larger than 128 MiB; cut it into parts or make it 16 kHz mono");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": the file cannot be read");
    }
  }

  /** How many chunks there are; the last may be short. */
  public int chunks() {
    return pieces.size();
  }

  public byte[] chunk(int index) {
    return pieces.get(index);
  }

  /** All pieces in one: for "pcm16" its samples. */
  public byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
