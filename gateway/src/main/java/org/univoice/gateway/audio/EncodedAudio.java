package org.univoice.gateway.audio;

/**
 * Takes audio apart, cut anywhere, into whole frames of 16-bit samples. Not safe for use by several
 * threads.
 */
public interface EncodedAudio extends AutoCloseable {

  /**
   * Samples without a header.
   *
   * @throws InvalidAudioFormatException when nothing can be recognised in such audio
   */
  static EncodedAudio pcm16(int sampleRateHz, int channels) {
    return LinearAudio.pcm16(sampleRateHz, channels);
  }

  static EncodedAudio wav() {
    return LinearAudio.wav();
  }

  static EncodedAudio mp3(FrameDecoder.Factory decoders) {
    return new Mp3Audio(decoders);
  }

  static EncodedAudio opus(FrameDecoder.Factory decoders) {
    return new OpusAudio(decoders, new OpusReader());
  }

  /**
   * The same audio from a place further on, sent again: WAV without its header, MP3 from the frame
   * in which this place lies.
   *
   * @param playedMillis where it goes on, since its own start
   */
  EncodedAudio continuedAt(long playedMillis);

  /**
   * Takes the next piece.
   *
   * @return whole frames of little-endian 16-bit samples, in rate and channels of {@link #format}
   * @throws InvalidAudioFormatException when this is not the format announced, or none that can be
   *     used; the same again for every later piece, of which nothing is kept
   */
  byte[] samples(byte[] piece);

  /** Nothing follows: what waited for more. */
  byte[] finish();

  /**
   * Nothing follows.
   *
   * @throws InvalidAudioFormatException when it ended before its sound began
   */
  void requireSound();

  /** Null until a header has been read. */
  PcmFormat format();

  @Override
  void close();
}
