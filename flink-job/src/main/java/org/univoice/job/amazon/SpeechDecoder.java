package org.univoice.job.amazon;

/** Turns encoded speech into samples as it comes. Not for several threads. */
public interface SpeechDecoder extends AutoCloseable {

  int RATE_HZ = 24_000;

  /**
   * @param encoded any cut of the stream
   * @return what can be decoded by now: 24 kHz mono, little-endian signed 16-bit samples
   * @throws org.univoice.job.call.ModelCallException when it is no speech in that form
   */
  byte[] decode(byte[] encoded);

  /** What is left once the stream has ended. */
  byte[] drain();

  @Override
  void close();
}
