package org.univoice.job.translation;

import java.io.Serializable;
import java.util.List;
import org.univoice.job.call.ModelCall;

/** Finds by a model what patterns cannot: names of one word, or at the start of a sentence. */
public interface EntityDetector extends Serializable, AutoCloseable {

  default void open() {}

  @Override
  default void close() {}

  /**
   * One answer, from left to right, none over another.
   *
   * @param language primary subtag; of one that it does not know it finds nothing
   */
  ModelCall<List<Span>> detect(String text, String language);

  /**
   * @param start first char
   * @param end the char after the last
   */
  record Span(int start, int end, Entity entity) {}
}
