package org.univoice.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationMergerTest {

  @Test
  void shouldListWhatGoesThroughEnglishAsAGist() {
    var translator = declared("translator", List.of(pair("en", "pt"), pair("pt", "en")), List.of());
    var recognizer = declared("speech_recognizer", List.of(), List.of(pair("fr", "en")));

    List<LanguagePair> pairs = DeclarationMerger.merge(List.of(recognizer, translator)).pairs();

    assertThat(pairs)
        .containsExactlyInAnyOrder(
            new LanguagePair("en", "pt", "useful"),
            new LanguagePair("pt", "en", "useful"),
            new LanguagePair("fr", "en", "gist"),
            new LanguagePair("fr", "pt", "gist"));
  }

  @Test
  void shouldListWhatASessionMayAskOfItsTranslationsAndNothingElse() {
    var one =
        new ModelDeclaration(
            "translator",
            "1",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("medical", "legal"),
            List.of("informal", "formal", "majestic"));
    var other = ModelDeclaration.of("translator", List.of("en"), List.of("formal"));

    Languages served = DeclarationMerger.merge(List.of(one, other));

    assertThat(served.domains()).containsExactly("legal", "medical");
    assertThat(served.formalities()).containsExactly("formal", "informal");
  }

  @Test
  void shouldTakeAServiceThatTranslatesForEveryLanguageIntoEveryOther() {
    var service = ModelDeclaration.of("translator", List.of("de", "en", "ja"), List.of("formal"));

    Languages served = DeclarationMerger.merge(List.of(service));

    assertThat(served.pairs())
        .hasSize(6)
        .contains(new LanguagePair("ja", "de", "useful"))
        .allMatch(pair -> pair.tier().equals("useful"));
    assertThat(served.heard()).containsExactly("de", "en", "ja");
  }

  private static ModelDeclaration declared(
      String role, List<LanguagePair> pairs, List<LanguagePair> gistPairs) {
    return new ModelDeclaration(
        role, "1.0.0", List.of("en", "pt", "fr"), pairs, gistPairs, null, null, null);
  }

  private static LanguagePair pair(String source, String target) {
    return new LanguagePair(source, target, null);
  }
}
