package org.univoice.gateway.audio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How speech can be sent to a listener; always 24 kHz mono. */
public enum SpeechFormat {
  /** Little-endian 16-bit samples. */
  PCM16,
  /** Bare packets of 20 ms. */
  OPUS,
  /** Frames of MPEG Layer III. */
  MP3,
  /** A header that leaves the length open, then samples. */
  WAV;

  public static final int RATE_HZ = 24_000;

  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SpeechFormat> of(String title) {
    return Arrays.stream(values()).filter(format -> format.title().equals(title)).findFirst();
  }

  public static List<String> titles() {
    return Arrays.stream(values()).map(SpeechFormat::title).toList();
  }
}
