package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.Voice;

class LanguageLinesTest {
  @Test
  void shouldShowTheUsefulPairsFirstAndTheGistsBriefly() {
    Languages served =
        new Languages(
            List.of(
                new Language("en", true, true),
                new Language("es", true, false),
                new Language("fr", true, false),
                new Language("pt", true, true),
                new Language("xx", true, false)),
            List.of(
                new LanguagePair("fr", "en", "gist"),
                new LanguagePair("pt", "en", "useful"),
                new LanguagePair("es", "en", "gist"),
                new LanguagePair("en", "pt", "useful")),
            List.of(new Voice("af_heart", "en-US", "Heart", "female")),
            List.of("legal", "medical"),
            List.of());
    assertThat(LanguageLines.of(served))
        .containsExactly(
            "Translated usefully:",
            "  en → pt",
            "  pt → en",
            "Only the gist, into en, of 2:",
            "  es fr",
            "Captioned, not translated:",
            "  xx",
            "5 languages may be spoken; there are 1 voices.",
            "A session's domain may be legal, medical.");
  }

  @Test
  void shouldFitATerminal() {
    List<LanguagePair> gists = new ArrayList<>();
    IntStream.range(100, 200)
        .forEach(code -> gists.add(new LanguagePair("a" + code, "en", "gist")));
    assertThat(LanguageLines.of(new Languages(List.of(), gists, List.of())))
        .hasSizeLessThan(12)
        .allMatch(line -> line.length() <= 80)
        .anyMatch(line -> line.endsWith(" a199"));
  }
}
