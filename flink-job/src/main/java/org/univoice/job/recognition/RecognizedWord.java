package org.univoice.job.recognition;

/**
 * A word with its times on the track's timeline and its confidence, 0 to 1.
 *
 * @param emphasized whether it clearly stands out in what was said; false where that is not known
 */
public record RecognizedWord(
    String text, long startMillis, long endMillis, float confidence, boolean emphasized) {

  /** That does not stand out. */
  public RecognizedWord(String text, long startMillis, long endMillis, float confidence) {
    this(text, startMillis, endMillis, confidence, false);
  }

  RecognizedWord later(long millis) {
    return new RecognizedWord(
        text, startMillis + millis, endMillis + millis, confidence, emphasized);
  }

  RecognizedWord saying(String other) {
    return new RecognizedWord(other, startMillis, endMillis, confidence, emphasized);
  }

  /** Cut to a stretch of time; words in order stay in order. */
  RecognizedWord within(long fromMillis, long toMillis) {
    return new RecognizedWord(
        text,
        Math.max(fromMillis, Math.min(toMillis, startMillis)),
        Math.max(fromMillis, Math.min(toMillis, endMillis)),
        confidence,
        emphasized);
  }

  RecognizedWord emphasizedIf(boolean standsOut) {
    return new RecognizedWord(text, startMillis, endMillis, confidence, standsOut);
  }
}
