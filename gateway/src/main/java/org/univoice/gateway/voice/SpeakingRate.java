package org.univoice.gateway.voice;

/** Syllables, which can be heard, and words, which people count in. */
final class SpeakingRate {

  /** English, in conversation: Yuan, Liberman and Cieri, Interspeech 2006. */
  private static final double SYLLABLES_PER_WORD = 1.5;

  private SpeakingRate() {}

  static double wordsPerMinute(double syllablesPerSecond) {
    return syllablesPerSecond * 60 / SYLLABLES_PER_WORD;
  }

  /** Per second. */
  static double syllables(double wordsPerMinute) {
    return wordsPerMinute * SYLLABLES_PER_WORD / 60;
  }
}
