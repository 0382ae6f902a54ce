package org.univoice.local.client;

import static org.univoice.local.client.Recording.CHUNK_MILLIS;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.FileKind;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.audio.Mp3FrameReader;
import org.univoice.gateway.audio.Mp3Header;
import org.univoice.gateway.audio.OggPage;
import org.univoice.gateway.audio.OpusHead;
import org.univoice.gateway.audio.OpusPacket;
import org.univoice.gateway.audio.OpusReader;
import org.univoice.gateway.audio.PcmFormat;
import org.univoice.gateway.audio.WavReader;

/** Cuts a file, whatever its name, into what is sent for every 50 ms of it, in its own format. */
final class RecordingReader {
  /** A header that claims this much more than there is gets a remark. */
  private static final long NOTABLE_MILLIS = 100;

  private RecordingReader() {}

  /**
   * @throws InvalidAudioFormatException with what the file is and what to do
   */
  static Recording read(byte[] file) {
    FileKind kind = FileKind.of(file);
    return switch (kind) {
      case MP3 -> mp3(file);
      case OGG -> opus(file);
      case TEXT, FLAC, MP4, AIFF, WEBM ->
          throw new InvalidAudioFormatException(
              "This is not a WAV, MP3 or Ogg Opus file but " + kind.title() + ".",
              kind.suggestion());
      default -> wav(file);
    };
  }

  private static Recording wav(byte[] file) {
    WavReader header = new WavReader();
    header.read(file);
    header.finish();
    byte[] samples = EncodedAudio.wav().samples(file);
    PcmFormat format = header.format();
    if (samples.length == 0) {
      throw new InvalidAudioFormatException(
          "The WAV file holds no sound.", "It was cut short; send it again, whole.");
    }
    List<String> remarks = new ArrayList<>();
    if (header.declaredMillis() > header.readMillis() + NOTABLE_MILLIS) {
      remarks.add(
          String.format(
              "The file's header claims %s of sound, but %s are there; using what is there.",
              seconds(header.declaredMillis()), seconds(header.readMillis())));
    }
    return new Recording(samples, format.sampleRateHz(), format.channels(), List.copyOf(remarks));
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  /** A frame goes with the 50 ms in which it ends, so each piece begins where the gateway asks. */
  private static Recording mp3(byte[] file) {
    Mp3FrameReader reader = new Mp3FrameReader();
    List<byte[]> frames = new ArrayList<>(reader.read(file));
    frames.addAll(reader.finish());
    reader.requireSound();
    Mp3Header header = reader.header();
    Pieces pieces = new Pieces(header.sampleRateHz());
    for (int i = 0; i < frames.size(); i++) {
      pieces.add(frames.get(i), (i + 1L) * header.samples());
    }
    return pieces.recording("mp3");
  }

  /** Each piece is a page of its own, so that a new connection can go on with any of them. */
  private static Recording opus(byte[] file) {
    OpusReader reader = new OpusReader();
    List<OpusPacket> packets = reader.read(file);
    reader.requireSound();
    int preSkip = packets.stream().mapToInt(OpusPacket::skipped).sum();
    Pieces pieces = new Pieces(OpusPacket.RATE_HZ);
    List<byte[]> head = new OpusHead(preSkip).packets();
    pieces.add(page(0, 0, List.of(head.get(0))), 0);
    pieces.add(page(0, 1, List.of(head.get(1))), 0);
    List<byte[]> waiting = new ArrayList<>();
    long position = 0;
    for (int i = 0; i < packets.size(); i++) {
      waiting.add(packets.get(i).bytes());
      position += packets.get(i).samples();
      boolean isLast = i + 1 == packets.size();
      long next = isLast ? Long.MAX_VALUE : position + packets.get(i + 1).samples() - preSkip;
      if (pieces.index(next) > pieces.index(position - preSkip)) {
        pieces.add(page(position, pieces.added, waiting), position - preSkip);
        waiting = new ArrayList<>();
      }
    }
    return pieces.recording("opus");
  }

  private static byte[] page(long position, int number, List<byte[]> packets) {
    return OggPage.whole(position, 1, number, number == 0, false, packets).bytes();
  }

  /** What is sent for every 50 ms. */
  private static final class Pieces {
    private final List<ByteArrayOutputStream> pieces = new ArrayList<>();
    private final int rate;
    private long endSample;
    private int added;

    private Pieces(int rate) {
      this.rate = rate;
    }

    private long index(long end) {
      return end == Long.MAX_VALUE
          ? end
          : Math.max(0, end * 1_000 - 1) / ((long) CHUNK_MILLIS * rate);
    }

    private void add(byte[] bytes, long end) {
      while (pieces.size() <= index(end)) {
        pieces.add(new ByteArrayOutputStream());
      }
      pieces.get((int) index(end)).writeBytes(bytes);
      endSample = end;
      added++;
    }

    private Recording recording(String format) {
      return new Recording(
          format,
          rate,
          1,
          pieces.stream().map(ByteArrayOutputStream::toByteArray).toList(),
          endSample * 1_000 / rate,
          List.of());
    }
  }
}
