package org.univoice.gateway.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one model says that it serves.
 *
 * @param domains what a translator has learnt to translate in particular, "medical"
 * @param formalities how a translator can address listeners, of "formal" and "informal"
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelDeclaration(
    String role,
    String version,
    List<String> languages,
    List<LanguagePair> pairs,
    List<LanguagePair> gistPairs,
    List<Voice> voices,
    List<String> domains,
    List<String> formalities) {
  public ModelDeclaration {
    languages = languages == null ? List.of() : List.copyOf(languages);
    pairs = pairs == null ? List.of() : List.copyOf(pairs);
    gistPairs = gistPairs == null ? List.of() : List.copyOf(gistPairs);
    voices = voices == null ? List.of() : List.copyOf(voices);
    domains = domains == null ? List.of() : List.copyOf(domains);
    formalities = formalities == null ? List.of() : List.copyOf(formalities);
  }

  /**
   * Of somebody who does not declare anything, such as a service in the place of a model: of a
   * translator every language into every other, usefully.
   *
   * @param languages primary subtags
   * @param formalities none but a translator's
   */
  public static ModelDeclaration of(
      String role, Collection<String> languages, Collection<String> formalities) {
    List<LanguagePair> pairs = new ArrayList<>();
    if (role.equals(DeclarationMerger.TRANSLATOR)) {
      for (String source : languages) {
        for (String target : languages) {
          if (!source.equals(target)) {
            pairs.add(new LanguagePair(source, target, "useful"));
          }
        }
      }
    }
    return new ModelDeclaration(
        role,
        null,
        List.copyOf(languages),
        pairs,
        List.of(),
        List.of(),
        List.of(),
        List.copyOf(formalities));
  }
}
