package org.univoice.local.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.PcmFormat;
import org.univoice.gateway.audio.WavReader;
import org.univoice.local.InvalidInputException;

/**
 * A recording to be spoken, judged by the gateway's own rules before anything is started.
 *
 * @param samples little-endian 16-bit samples, channels interleaved
 * @param remarks what a person should know about the file, a line each
 */
public record Recording(byte[] samples, int sampleRateHz, int channels, List<String> remarks) {
  /** What one chunk covers. */
  public static final int CHUNK_MILLIS = 50;

  /** An hour of 16 kHz mono; while it is read, several copies are in memory. */
  private static final long MOST_BYTES = 128L << 20;

  /** A header that claims this much more than there is gets a remark. */
  private static final long NOTABLE_MILLIS = 100;

  /**
   * @throws InvalidInputException with one line that says what the file is and what to do
   */
  public static Recording read(Path file) {
    byte[] bytes = bytes(file);
    try {
      return decode(bytes);
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

  private static Recording decode(byte[] bytes) {
    WavReader header = new WavReader();
    header.read(bytes);
    header.finish();
    EncodedAudio audio = EncodedAudio.wav();
    byte[] samples = audio.samples(bytes);
    PcmFormat format = header.format();
    if (samples.length == 0) {
      throw new InvalidAudioFormatException(
          "The WAV file holds no sound.", "It was cut short; send it again, whole.");
    }
    return new Recording(
        samples, format.sampleRateHz(), format.channels(), remarks(header, samples, format));
  }

  private static List<String> remarks(WavReader header, byte[] samples, PcmFormat format) {
    List<String> remarks = new ArrayList<>();
    if (header.declaredMillis() > header.readMillis() + NOTABLE_MILLIS) {
      remarks.add(
          String.format(
              "The file's header claims %s of sound, but %s are there; using what is there.",
              seconds(header.declaredMillis()), seconds(header.readMillis())));
    }
    return List.copyOf(remarks);
  }

  private static String seconds(long millis) {
    return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  public long durationMillis() {
    return samples.length / frameBytes() * 1_000L / sampleRateHz;
  }

  /** How many chunks there are; the last may be short. */
  public int chunks() {
    return (samples.length + chunkBytes() - 1) / chunkBytes();
  }

  public byte[] chunk(int index) {
    int from = index * chunkBytes();
    return Arrays.copyOfRange(samples, from, Math.min(samples.length, from + chunkBytes()));
  }

  private int chunkBytes() {
    return sampleRateHz * CHUNK_MILLIS / 1_000 * frameBytes();
  }

  private int frameBytes() {
    return channels * Short.BYTES;
  }
}
