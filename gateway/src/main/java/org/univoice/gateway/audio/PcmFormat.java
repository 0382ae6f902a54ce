package org.univoice.gateway.audio;

import java.util.Locale;

/**
 * Uncompressed audio: checked to be something that speech can be recognised in.
 *
 * @param sampleRateHz 16,000 to 48,000
 * @param channels 1 or 2, interleaved
 */
public record PcmFormat(int sampleRateHz, int channels, SampleType samples) {

  /** What the recognizer hears: lower rates have lost consonants for good. */
  public static final int MIN_RATE_HZ = 16_000;

  public static final int MAX_RATE_HZ = 48_000;

  public PcmFormat {
    if (sampleRateHz < MIN_RATE_HZ) {
      throw new InvalidAudioFormatException(
          String.format(
              Locale.ENGLISH,
              "The audio has %,d samples a second; UniVoice needs 16,000 or more.",
              sampleRateHz),
          "Record again in better quality: 16 kHz or more.");
    }
    if (sampleRateHz > MAX_RATE_HZ) {
      throw new InvalidAudioFormatException(
          String.format(
              Locale.ENGLISH,
              "The audio has %,d samples a second; UniVoice takes 48,000 at most.",
              sampleRateHz),
          "Convert it to 48 kHz or less.");
    }
    if (channels < 1 || channels > 2) {
      throw new InvalidAudioFormatException(
          "The audio has " + channels + " channels; UniVoice takes one or two.",
          "Mix it down to mono or stereo.");
    }
  }

  public int frameBytes() {
    return channels * samples.bytes();
  }
}
