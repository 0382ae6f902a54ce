package org.univoice.gateway.audio;

/** Turns 16-bit PCM of one format into 16 kHz mono. Keeps filter state: use one per stream. */
public interface PcmNormalizer extends AutoCloseable {

  /**
   * @param pcm whole frames, interleaved, little-endian signed 16-bit samples
   * @return 16 kHz mono; a little may stay in the filter until more comes
   */
  byte[] normalize(byte[] pcm);

  /** What is still in the filter. */
  byte[] finish();

  @Override
  void close();

  /** Makes normalizers. */
  @FunctionalInterface
  interface Factory {
    PcmNormalizer open(int sampleRateHz, int channels);
  }

  /** For audio that is 16 kHz mono already. */
  static PcmNormalizer passingThrough() {
    return new PcmNormalizer() {
      @Override
      public byte[] normalize(byte[] pcm) {
        return pcm;
      }

      @Override
      public byte[] finish() {
        return new byte[0];
      }

      @Override
      public void close() {}
    };
  }
}
