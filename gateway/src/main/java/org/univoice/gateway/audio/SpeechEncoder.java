package org.univoice.gateway.audio;

import java.util.List;

/**
 * Encodes the samples of one speech, 24 kHz mono, so that they can be decoded from its beginning by
 * themselves. Keeps state: use one per speech.
 */
public interface SpeechEncoder extends AutoCloseable {

  /**
   * @param pcm whole little-endian 16-bit samples
   * @return the units that these complete, each for a message of its own; perhaps none yet
   */
  List<byte[]> encode(byte[] pcm);

  /** Nothing follows: the units that hold the rest, filled up with silence. */
  List<byte[]> finish();

  /** How many samples a unit holds; 0 when each holds what it was made of. */
  int unitSamples();

  @Override
  void close();

  /** Makes encoders. */
  @FunctionalInterface
  interface Factory {
    SpeechEncoder open(SpeechFormat format);
  }
}
