package org.univoice.gateway.session;

import org.univoice.internal.v1.TranslationStyle;

/**
 * What a session wants of its translations; a translator that has not learnt it translates as ever.
 *
 * @param domain what is talked about, a word; empty: nothing particular
 */
public record TranslationWishes(String domain, Formality formality) {
  public static final TranslationWishes NONE = new TranslationWishes("", Formality.DEFAULT);

  /** As the job is told. */
  public TranslationStyle wire() {
    return TranslationStyle.newBuilder()
        .setDomain(domain)
        .setFormality(
            switch (formality) {
              case DEFAULT -> org.univoice.internal.v1.Formality.FORMALITY_UNSPECIFIED;
              case FORMAL -> org.univoice.internal.v1.Formality.FORMALITY_FORMAL;
              case INFORMAL -> org.univoice.internal.v1.Formality.FORMALITY_INFORMAL;
            })
        .build();
  }

  /** How listeners are addressed where the language tells it. */
  public enum Formality {
    /** As the translator would by itself. */
    DEFAULT,
    FORMAL,
    INFORMAL
  }
}
