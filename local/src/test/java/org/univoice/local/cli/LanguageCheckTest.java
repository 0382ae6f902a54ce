package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.local.InvalidInputException;

class LanguageCheckTest {
  private final Languages served =
      new Languages(
          List.of(new Language("en", true, true), new Language("pt", true, true)),
          List.of(new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful")),
          List.of());

  @Test
  void shouldListWhatIsServedWhenALanguageIsNot() {
    assertThatThrownBy(() -> new LanguageCheck("en", List.of("tlh")).accept(served))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("no model serves 'tlh' for --to; use one of: en, pt");
    assertThatThrownBy(() -> new LanguageCheck("xx", List.of("pt")).accept(served))
        .hasMessage("no model serves 'xx' for --from; use one of: en, pt");
  }

  @Test
  void shouldSayWhereALanguageCanGoWhenNotThere() {
    assertThatThrownBy(() -> new LanguageCheck("en", List.of("en")).accept(served))
        .hasMessage("no model translates en into en; from en there is: pt");
  }

  @Test
  void shouldAcceptRegionsAndIdentification() {
    assertThatCode(() -> new LanguageCheck("en-US", List.of("pt-BR")).accept(served))
        .doesNotThrowAnyException();
    assertThatCode(() -> new LanguageCheck("auto", List.of("pt")).accept(served))
        .doesNotThrowAnyException();
  }
}
