package org.univoice.job.recognition;

/** A word with its times on the track's timeline and its confidence, 0 to 1. */
public record RecognizedWord(String text, long startMillis, long endMillis, float confidence) {

  RecognizedWord later(long millis) {
    return new RecognizedWord(text, startMillis + millis, endMillis + millis, confidence);
  }

  RecognizedWord saying(String other) {
    return new RecognizedWord(other, startMillis, endMillis, confidence);
  }

  /** Cut to a stretch of time; words in order stay in order. */
  RecognizedWord within(long fromMillis, long toMillis) {
    return new RecognizedWord(
        text,
        Math.max(fromMillis, Math.min(toMillis, startMillis)),
        Math.max(fromMillis, Math.min(toMillis, endMillis)),
        confidence);
  }
}
