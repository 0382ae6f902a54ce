package org.univoice.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every catalogue promises, when the models serve English and Portuguese. */
public abstract class LanguageCatalogueContract {

  protected abstract LanguageCatalogue catalogue();

  @Test
  void shouldListWhatCanBeSpoken() {
    assertThat(catalogue().languages().spoken()).containsExactly("en", "pt");
  }

  @Test
  void shouldListWhatCanBeHeard() {
    assertThat(catalogue().languages().heard()).containsExactly("en", "pt");
  }

  @Test
  void shouldSayWhatIsPromisedForAPair() {
    assertThat(catalogue().languages().pairs())
        .contains(new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful"));
  }

  @Test
  void shouldNameTheVoices() {
    assertThat(catalogue().languages().voices()).extracting(Voice::id).contains("af_heart");
  }
}
