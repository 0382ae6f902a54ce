package org.univoice.gateway.audio;

/** Decodes one compressed frame after the other. Keeps state: use one per stream. */
public interface FrameDecoder extends AutoCloseable {

  /** What is decoded. */
  enum Codec {
    /** Frames of MPEG Layer III, at their own rate. */
    MP3,
    /** Packets of Opus, at 48 kHz. */
    OPUS
  }

  /**
   * @return little-endian 16-bit samples, mixed down to mono; empty when the frame is damaged
   */
  byte[] decode(byte[] frame);

  @Override
  void close();

  /** Makes decoders. */
  @FunctionalInterface
  interface Factory {
    FrameDecoder open(Codec codec);
  }
}
