package org.univoice.job.translation;

import java.io.Serializable;
import java.util.Map;

/** Tells in which language a text is written. */
public interface TextLanguages extends Serializable {

  /** Reads what it needs, so that the first text is not kept waiting. */
  default void open() {}

  /**
   * How likely each language is, by primary subtag; they sum to at most 1. A language that is not
   * among them cannot be told.
   */
  Map<String, Double> of(String text);
}
