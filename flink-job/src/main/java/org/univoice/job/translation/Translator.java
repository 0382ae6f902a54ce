package org.univoice.job.translation;

import java.io.Serializable;
import java.util.List;
import org.univoice.job.call.ModelCall;

/** Turns a text of one language into another. */
public interface Translator extends Serializable, AutoCloseable {

  default void open() {}

  @Override
  default void close() {}

  /** Whether the loaded weights serve the pair (primary subtags). */
  boolean serves(String source, String target);

  /** One answer. */
  ModelCall<Rendering> translate(Request request);

  /** Whether the names in texts of this language (primary subtag) can be found. */
  default boolean findsNames(String language) {
    return false;
  }

  /** One answer: what of the text must be kept, from left to right. */
  default ModelCall<List<NamedSpan>> names(String text, String language) {
    throw new UnsupportedOperationException("names are not found in " + language);
  }

  /**
   * @param text with entities already masked
   * @param context what was said before, oldest first
   */
  record Request(String text, String source, String target, List<String> context) {}

  /**
   * @param confidence 0 to 1
   */
  record Rendering(String text, float confidence, List<String> alternatives) {}
}
