package org.univoice.job.recognition;

/** A stretch of a text, from a first character to before another. */
record Span(int from, int to) {

  boolean overlaps(int otherFrom, int otherTo) {
    return from < otherTo && otherFrom < to;
  }
}
