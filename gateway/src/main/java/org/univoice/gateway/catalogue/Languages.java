package org.univoice.gateway.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What can be spoken, heard and voiced; nothing is listed that no model serves.
 *
 * @param domains what a session may ask its translations to be about, sorted
 * @param formalities how it may have listeners addressed, sorted: of "formal" and "informal"
 */
public record Languages(
    List<Language> languages,
    List<LanguagePair> pairs,
    List<Voice> voices,
    List<String> domains,
    List<String> formalities) {
  public Languages {
    languages = List.copyOf(languages);
    pairs = List.copyOf(pairs);
    voices = List.copyOf(voices);
    domains = List.copyOf(domains);
    formalities = List.copyOf(formalities);
  }

  /** Of translators that know no domain and no formality. */
  public Languages(List<Language> languages, List<LanguagePair> pairs, List<Voice> voices) {
    this(languages, pairs, voices, List.of(), List.of());
  }

  /** Primary subtags of what can be spoken into a session. */
  public SortedSet<String> spoken() {
    SortedSet<String> spoken = new TreeSet<>();
    languages.stream().filter(Language::recognized).map(Language::code).forEach(spoken::add);
    return spoken;
  }

  /** Primary subtags of what can be heard: every target of a pair. */
  public SortedSet<String> heard() {
    SortedSet<String> heard = new TreeSet<>();
    pairs.stream().map(LanguagePair::target).forEach(heard::add);
    return heard;
  }

  /** "pt-BR" becomes "pt". */
  public static String primary(String tag) {
    int dash = tag.indexOf('-');
    return (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
  }
}
