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

  private static ModelDeclaration declared(
      String role, List<LanguagePair> pairs, List<LanguagePair> gistPairs) {
    return new ModelDeclaration(role, "1.0.0", List.of("en", "pt", "fr"), pairs, gistPairs, null);
  }

  private static LanguagePair pair(String source, String target) {
    return new LanguagePair(source, target, null);
  }
}
