package org.univoice.gateway.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What one model says that it serves. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelDeclaration(
    String role,
    String version,
    List<String> languages,
    List<LanguagePair> pairs,
    List<LanguagePair> gistPairs,
    List<Voice> voices) {
  public ModelDeclaration {
    languages = languages == null ? List.of() : List.copyOf(languages);
    pairs = pairs == null ? List.of() : List.copyOf(pairs);
    gistPairs = gistPairs == null ? List.of() : List.copyOf(gistPairs);
    voices = voices == null ? List.of() : List.copyOf(voices);
  }
}
