package org.univoice.job.stream;

/**
 * What a session prefers where it cannot have both. What each decides is in
 * docs/policies/segmentation.md and clauses.md.
 */
public enum QualityMode {
  /** A translation as soon as possible: short pauses end a segment. */
  SPEED,
  BALANCED,
  /** Whole sentences, which are waited for. */
  QUALITY;

  /**
   * @param chosen null: nothing was, or by a build that did not know that there is a choice
   */
  public static QualityMode orBalanced(QualityMode chosen) {
    return chosen == null ? BALANCED : chosen;
  }
}
