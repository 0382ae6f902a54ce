package org.univoice.job.pacing;

import java.util.Map;

/**
 * How long the default voices take for a text at their own pace; measured, see
 * docs/policies/pacing.md.
 */
public final class SpeakingRate {

  private static final Map<String, Double> CHARACTERS_A_SECOND =
      Map.of("en", 17.2, "pt", 14.6, "es", 15.7, "fr", 20.1, "it", 14.6, "hi", 13.3);

  /** Mean of those six, for a language that another model speaks. */
  private static final double ELSEWHERE = 15.9;

  private SpeakingRate() {}

  /**
   * @param language primary subtag
   */
  public static double durationMillis(String text, String language) {
    return 1_000 * text.length() / CHARACTERS_A_SECOND.getOrDefault(language, ELSEWHERE);
  }
}
