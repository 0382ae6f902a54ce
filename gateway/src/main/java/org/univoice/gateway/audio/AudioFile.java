package org.univoice.gateway.audio;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Decodes whole files into 16 kHz mono, of whichever kind they are, however they are named. */
public final class AudioFile {
  private static final int HEAD_BYTES = 512;

  /** Few, because Opus may be hours of silence: what a piece decodes to is in memory at once. */
  private static final int PIECE_BYTES = 4_096;

  private static final int BYTES_PER_MILLI = 32;

  private final FrameDecoder.Factory decoders;
  private final PcmNormalizer.Factory normalizers;

  public AudioFile(FrameDecoder.Factory decoders, PcmNormalizer.Factory normalizers) {
    this.decoders = decoders;
    this.normalizers = normalizers;
  }

  /**
   * @param mostMillis what comes later is not looked at
   * @return whole little-endian 16-bit samples; what there is of a file that was cut short
   * @throws InvalidAudioFormatException when it is no WAV, MP3 or Ogg Opus with sound in it
   */
  public byte[] decode(byte[] file, int mostMillis) {
    try (EncodedAudio audio = opened(file);
        Normalized normalized = new Normalized(audio)) {
      int mostBytes = mostMillis * BYTES_PER_MILLI;
      for (int at = 0; at < file.length && normalized.size() < mostBytes; at += PIECE_BYTES) {
        int to = Math.min(file.length, at + PIECE_BYTES);
        normalized.add(audio.samples(Arrays.copyOfRange(file, at, to)));
      }
      if (normalized.size() < mostBytes) {
        normalized.add(audio.finish());
        audio.requireSound();
      }
      byte[] pcm = normalized.finish();
      return pcm.length > mostBytes ? Arrays.copyOf(pcm, mostBytes) : pcm;
    }
  }

  private EncodedAudio opened(byte[] file) {
    if (file.length == 0) {
      throw new InvalidAudioFormatException("The audio is empty.", "Send a recording.");
    }
    FileKind kind = FileKind.of(Arrays.copyOf(file, Math.min(file.length, HEAD_BYTES)));
    return switch (kind) {
      case WAV -> EncodedAudio.wav();
      case MP3 -> EncodedAudio.mp3(decoders);
      case OGG -> EncodedAudio.opus(decoders);
      default ->
          throw new InvalidAudioFormatException(
              "This is no recording that can be read, but " + kind.title() + ".",
              "Send a WAV, MP3 or Ogg Opus file.");
    };
  }

  /** Opens the normalizer when the format is known. */
  private final class Normalized implements AutoCloseable {
    private final EncodedAudio audio;
    private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    private PcmNormalizer normalizer;

    private Normalized(EncodedAudio audio) {
      this.audio = audio;
    }

    private void add(byte[] samples) {
      if (samples.length > 0) {
        if (normalizer == null) {
          PcmFormat format = audio.format();
          normalizer = normalizers.open(format.sampleRateHz(), format.channels());
        }
        pcm.writeBytes(normalizer.normalize(samples));
      }
    }

    private int size() {
      return pcm.size();
    }

    private byte[] finish() {
      if (normalizer != null) {
        pcm.writeBytes(normalizer.finish());
      }
      return pcm.toByteArray();
    }

    @Override
    public void close() {
      if (normalizer != null) {
        normalizer.close();
      }
    }
  }
}
