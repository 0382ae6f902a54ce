package org.univoice.gateway.audio;

import java.util.Arrays;

/**
 * Takes audio apart, cut anywhere, into whole frames of 16-bit samples. Not safe for use by several
 * threads.
 */
public final class EncodedAudio {

  private final WavReader wav;
  private PcmFormat format;
  private SampleConverter converter;
  private long endByte = -1;
  private long bytesLeft = Long.MAX_VALUE;

  private EncodedAudio(WavReader wav, PcmFormat format) {
    this.wav = wav;
    this.format = format;
  }

  /**
   * Samples without a header.
   *
   * @throws InvalidAudioFormatException when nothing can be recognised in such audio
   */
  public static EncodedAudio pcm16(int sampleRateHz, int channels) {
    return new EncodedAudio(null, new PcmFormat(sampleRateHz, channels, SampleType.SIGNED_16));
  }

  public static EncodedAudio wav() {
    return new EncodedAudio(new WavReader(), null);
  }

  /**
   * The same audio from a place further on, sent again without its header.
   *
   * @param playedMillis where it goes on, since its own start
   */
  public EncodedAudio continuedAt(long playedMillis) {
    if (format == null) {
      return wav();
    }
    EncodedAudio rest = new EncodedAudio(null, format);
    rest.endByte = wav == null ? endByte : wav.declaredBytes();
    if (rest.endByte >= 0) {
      long playedBytes = playedMillis * format.sampleRateHz() / 1_000 * format.frameBytes();
      rest.bytesLeft = Math.max(0, rest.endByte - playedBytes);
    }
    return rest;
  }

  /**
   * Takes the next piece.
   *
   * @return whole frames of little-endian 16-bit samples, in rate and channels of {@link #format}
   * @throws InvalidAudioFormatException when a WAV is none that can be used
   */
  public byte[] samples(byte[] piece) {
    byte[] raw = wav == null ? piece : wav.read(piece);
    if (raw.length > bytesLeft) {
      raw = Arrays.copyOf(raw, (int) bytesLeft);
    }
    bytesLeft -= raw.length;
    if (raw.length == 0) {
      return raw;
    }
    if (converter == null) {
      format = wav == null ? format : wav.format();
      converter = new SampleConverter(format);
    }
    return converter.convert(raw);
  }

  /**
   * Nothing follows.
   *
   * @throws InvalidAudioFormatException when a WAV ended before its sound began
   */
  public void requireSound() {
    if (wav != null) {
      wav.finish();
    }
  }

  /** Null until a WAV's header has been read. */
  public PcmFormat format() {
    return format;
  }
}
