package org.univoice.gateway.catalogue;

import java.util.List;

/** What the embedded models serve, for tests. */
public final class Catalogues {
  private Catalogues() {}

  public static LanguageCatalogue englishAndPortuguese() {
    return new FixedLanguageCatalogue(
        new Languages(
            List.of(new Language("en", true, true), new Language("pt", true, true)),
            List.of(new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful")),
            List.of(new Voice("af_heart", "en-US", "Heart", "female")),
            List.of("medical"),
            List.of("formal")));
  }
}
