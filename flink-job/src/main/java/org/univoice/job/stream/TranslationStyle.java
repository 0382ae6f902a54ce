package org.univoice.job.stream;

/**
 * What a session wants of its translations.
 *
 * @param domain what is talked about, a word; empty for nothing particular
 */
public record TranslationStyle(String domain, Formality formality) {

  public static final TranslationStyle NONE = new TranslationStyle("", Formality.DEFAULT);

  /** How listeners are addressed where the language tells it. */
  public enum Formality {
    /** As the translator would by itself. */
    DEFAULT,
    FORMAL,
    INFORMAL
  }
}
