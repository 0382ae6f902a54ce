package org.univoice.gateway.session;

import java.util.List;
import java.util.SortedSet;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Says whether what an owner chose can be served. */
final class SessionLanguages {
  static final String AUTO = "auto";

  private final LanguageCatalogue catalogue;

  SessionLanguages(LanguageCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * @throws RefusedException UNSUPPORTED_LANGUAGE with what is served, when this is not
   */
  void requireServed(SessionChange change) {
    if (change.sourceLanguage().filter(tag -> !tag.equals(AUTO)).isPresent()) {
      require("sourceLanguage", change.sourceLanguage().get(), catalogue.languages().spoken());
    }
    if (change.targetLanguage().isPresent()) {
      require("targetLanguage", change.targetLanguage().get(), catalogue.languages().heard());
    }
  }

  private static void require(String field, String tag, SortedSet<String> served) {
    if (!served.contains(Languages.primary(tag))) {
      throw new RefusedException(
              ErrorCode.UNSUPPORTED_LANGUAGE,
              "The language '" + tag + "' is not available as '" + field + "'.",
              "Use one of: " + String.join(", ", served) + ".")
          .about(field)
          .with("supported", List.copyOf(served));
    }
  }
}
