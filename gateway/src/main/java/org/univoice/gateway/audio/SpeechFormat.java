package org.univoice.gateway.audio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

  // Asked for with every piece of speech.
  private static final Map<String, SpeechFormat> BY_TITLE =
      Arrays.stream(values()).collect(Collectors.toMap(SpeechFormat::title, format -> format));

  private final String title = name().toLowerCase(Locale.ROOT);

  public String title() {
    return title;
  }

  public static Optional<SpeechFormat> of(String title) {
    return Optional.ofNullable(BY_TITLE.get(title));
  }

  public static List<String> titles() {
    return Arrays.stream(values()).map(SpeechFormat::title).toList();
  }
}
