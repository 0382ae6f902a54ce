package org.univoice.job.segmentation.opus;

import java.io.Serializable;

/**
 * Decodes the packets of one Opus stream, in order. Keeps state, which is not saved: a fresh
 * decoder sounds right after about 80 ms (RFC 7845, 4.6). Not safe for use by several threads.
 */
public interface OpusDecoder extends AutoCloseable {

  /**
   * @return 16 kHz mono, little-endian signed 16-bit samples: what the packet holds, about a
   *     millisecond of which stays in the filter until the next one
   * @throws UndecodableException when this is no packet of Opus
   */
  byte[] decode(byte[] packet) throws UndecodableException;

  @Override
  void close();

  /** Makes decoders; part of an operator's configuration. */
  interface Factory extends Serializable {

    /** Loads what decoders need, before traffic. */
    default void open() {}

    /**
     * @param skippedSamples at 48 kHz, which the first packets hold before the stream's beginning
     */
    OpusDecoder decoder(int skippedSamples);
  }
}
