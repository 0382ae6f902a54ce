package org.univoice.gateway.audio;

import java.util.Arrays;

/** Samples as they are, bare or in a WAV. */
final class LinearAudio implements EncodedAudio {

  private static final byte[] NOTHING = {};

  private final WavReader wav;
  private PcmFormat format;
  private SampleConverter converter;
  private long endByte = -1;
  private long bytesLeft = Long.MAX_VALUE;
  private byte[] beginning;
  private InvalidAudioFormatException refusal;

  private LinearAudio(WavReader wav, PcmFormat format) {
    this.wav = wav;
    this.format = format;
  }

  static LinearAudio pcm16(int sampleRateHz, int channels) {
    LinearAudio bare =
        new LinearAudio(null, new PcmFormat(sampleRateHz, channels, SampleType.SIGNED_16));
    bare.beginning = NOTHING;
    return bare;
  }

  static LinearAudio wav() {
    return new LinearAudio(new WavReader(), null);
  }

  @Override
  public EncodedAudio continuedAt(long playedMillis) {
    if (format == null) {
      return wav();
    }
    LinearAudio rest = new LinearAudio(null, format);
    rest.endByte = wav == null ? endByte : wav.declaredBytes();
    if (rest.endByte >= 0) {
      long playedBytes = playedMillis * format.sampleRateHz() / 1_000 * format.frameBytes();
      rest.bytesLeft = Math.max(0, rest.endByte - playedBytes);
    }
    return rest;
  }

  @Override
  public byte[] samples(byte[] piece) {
    return converted(wav == null ? bare(piece) : wav.read(piece));
  }

  /** Files have a beginning that can be told from sound: a file is not heard as noise. */
  private byte[] bare(byte[] piece) {
    if (refusal != null) {
      throw refusal;
    }
    if (beginning == null) {
      return piece;
    }
    byte[] all = Bytes.joined(beginning, piece);
    if (all.length < FileKind.MAGIC_BYTES) {
      beginning = all;
      return NOTHING;
    }
    beginning = null;
    FileKind.file(all)
        .ifPresent(
            kind -> {
              refusal = Refusals.notAnnounced("bare 16-bit samples (pcm16)", kind);
              throw refusal;
            });
    return all;
  }

  @Override
  public byte[] finish() {
    byte[] waited = beginning == null ? NOTHING : beginning;
    beginning = null;
    return converted(waited);
  }

  private byte[] converted(byte[] samples) {
    byte[] raw = samples;
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

  @Override
  public void requireSound() {
    if (wav != null) {
      wav.finish();
    }
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public void close() {}
}
