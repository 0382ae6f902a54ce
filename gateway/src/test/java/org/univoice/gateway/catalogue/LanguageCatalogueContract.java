package org.univoice.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every catalogue promises, when the models serve English and Portuguese. */
public abstract class LanguageCatalogueContract {

  protected abstract LanguageCatalogue catalogue();

  @Test
  void shouldListWhatCanBeSpoken() {
    assertThat(catalogue().languages().spoken()).contains("en", "pt");
  }

  @Test
  void shouldListWhatCanBeHeard() {
    assertThat(catalogue().languages().heard()).contains("en", "pt");
  }

  @Test
  void shouldSayWhatIsPromisedForAPair() {
    assertThat(catalogue().languages().pairs())
        .contains(new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful"));
  }

  /** A voice for a language that nothing is translated into is of no use to a listener. */
  @Test
  void shouldOfferSpeechOnlyInWhatCanBeHeard() {
    Languages served = catalogue().languages();

    assertThat(served.languages())
        .filteredOn(Language::synthesized)
        .extracting(Language::code)
        .isNotEmpty()
        .isSubsetOf(served.heard());
  }

  @Test
  void shouldNameTheVoices() {
    assertThat(catalogue().languages().voices()).extracting(Voice::id).contains("af_heart");
  }

  @Test
  void shouldListEveryLanguageAndPairOnce() {
    assertThat(catalogue().languages().languages())
        .extracting(Language::code)
        .doesNotHaveDuplicates();
    assertThat(catalogue().languages().pairs())
        .extracting(pair -> pair.source() + ">" + pair.target())
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldListTheLanguagesOfItsPairsAndVoices() {
    Languages served = catalogue().languages();
    List<String> codes = served.languages().stream().map(Language::code).toList();

    assertThat(served.pairs())
        .allSatisfy(pair -> assertThat(codes).contains(pair.source(), pair.target()));
    assertThat(served.voices())
        .extracting(voice -> Languages.primary(voice.language()))
        .isSubsetOf(codes);
  }

  @Test
  void shouldPromiseSomethingForEveryPair() {
    assertThat(catalogue().languages().pairs())
        .extracting(LanguagePair::tier)
        .isSubsetOf("useful", "gist");
  }
}
