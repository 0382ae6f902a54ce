package org.univoice.gateway.audio;

import java.io.ByteArrayOutputStream;

/** Opus, decoded packet by packet: an Ogg stream, or bare packets. */
final class OpusAudio implements EncodedAudio {
  private static final PcmFormat FORMAT =
      new PcmFormat(OpusPacket.RATE_HZ, 1, SampleType.SIGNED_16);

  private final FrameDecoder.Factory decoders;
  private final OpusReader reader;
  private FrameDecoder decoder;

  OpusAudio(FrameDecoder.Factory decoders, OpusReader reader) {
    this.decoders = decoders;
    this.reader = reader;
  }

  @Override
  public EncodedAudio continuedAt(long playedMillis) {
    return new OpusAudio(decoders, reader.continuedAt(playedMillis));
  }

  @Override
  public byte[] samples(byte[] piece) {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    for (OpusPacket packet : reader.read(piece)) {
      decoder = decoder == null ? decoders.open(FrameDecoder.Codec.OPUS) : decoder;
      byte[] samples = decoder.decode(packet.bytes());
      if (samples.length == 0) {
        throw reader.refuse();
      }
      int skipped = Math.min(samples.length, packet.skipped() * Short.BYTES);
      pcm.write(samples, skipped, samples.length - skipped);
    }
    return pcm.toByteArray();
  }

  @Override
  public byte[] finish() {
    return new byte[0];
  }

  @Override
  public void requireSound() {
    reader.requireSound();
  }

  @Override
  public PcmFormat format() {
    return FORMAT;
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
  }
}
