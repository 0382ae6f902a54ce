package org.univoice.job.glossary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds a term's words in a text in any of their forms. */
final class TermFinder {

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+(?:['’]s?(?![\\p{L}\\p{N}]))?");

  private static final Pattern PLAIN =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}]*(?:\\s+\\p{L}[\\p{L}\\p{M}]*)*");

  private final String text;
  private final List<int[]> words = new ArrayList<>();

  TermFinder(String text) {
    this.text = text;
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new int[] {matcher.start(), matcher.end()});
    }
  }

  String text() {
    return text;
  }

  /** Whether a place is part of a longer word or phrase that stands there. */
  boolean isInside(String phrase, int[] place) {
    int earliest = Math.max(0, place[1] - phrase.length());
    for (int at = earliest; at <= place[0]; at++) {
      if (phrase.length() > place[1] - place[0]
          && text.regionMatches(true, at, phrase, 0, phrase.length())) {
        return true;
      }
    }
    return false;
  }

  /** Where the term stands, inflected or not: first character and last + 1. */
  List<int[]> formsOf(GlossaryTerm term) {
    if (!PLAIN.matcher(term.source()).matches()) {
      return List.of();
    }
    String[] wanted = term.source().split("\\s+");
    return IntStream.rangeClosed(0, words.size() - wanted.length)
        .filter(at -> standsAt(at, wanted, term.sourceLanguage()))
        .mapToObj(at -> new int[] {words.get(at)[0], words.get(at + wanted.length - 1)[1]})
        .toList();
  }

  private boolean standsAt(int at, String[] wanted, String language) {
    for (int i = 0; i < wanted.length; i++) {
      int[] word = words.get(at + i);
      boolean together = i == 0 || text.substring(words.get(at + i - 1)[1], word[0]).isBlank();
      if (!together
          || !InflectedForms.isFormOf(text.substring(word[0], word[1]), wanted[i], language)) {
        return false;
      }
    }
    return true;
  }
}
