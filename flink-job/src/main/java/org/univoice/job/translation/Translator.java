package org.univoice.job.translation;

import java.io.Serializable;
import java.util.List;
import org.univoice.job.call.ModelCall;
import org.univoice.job.stream.TranslationStyle;

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
   * @param style what the session wants; who has not learnt it translates as ever
   */
  record Request(
      String text, String source, String target, List<String> context, TranslationStyle style) {

    public Request {
      style = style == null ? TranslationStyle.NONE : style;
    }

    /** Of a session that wants nothing particular. */
    public Request(String text, String source, String target, List<String> context) {
      this(text, source, target, context, TranslationStyle.NONE);
    }

    Request withText(String other) {
      return new Request(other, source, target, context, style);
    }
  }

  /**
   * @param confidence 0 to 1
   * @param links which words of what was asked for the words of the text say, from left to right;
   *     none where the weights do not tell
   */
  record Rendering(String text, float confidence, List<String> alternatives, List<WordLink> links) {

    /** By weights that do not tell which word says which. */
    public Rendering(String text, float confidence, List<String> alternatives) {
      this(text, confidence, alternatives, List.of());
    }
  }
}
