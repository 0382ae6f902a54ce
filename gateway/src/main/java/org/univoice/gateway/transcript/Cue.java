package org.univoice.gateway.transcript;

/**
 * A text that is shown for a while.
 *
 * @param speaker who says it; empty when nobody asks
 * @param overlapped somebody else speaks at the same time
 */
public record Cue(
    long startMillis, long endMillis, String speaker, String text, boolean overlapped) {

  /** While nobody else speaks. */
  public Cue(long startMillis, long endMillis, String speaker, String text) {
    this(startMillis, endMillis, speaker, text, false);
  }
}
