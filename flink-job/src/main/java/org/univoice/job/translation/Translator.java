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
