package org.univoice.job.glossary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a glossary's terms in what was said: whole words, also in their inflected forms unless the
 * term is exact; the target stands as the glossary gives it. docs/policies/glossaries.md.
 */
public final class GlossaryMatch {

  private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}_])";
  private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{M}\\p{N}_])";

  private GlossaryMatch() {}

  /**
   * A term in a text.
   *
   * @param rendering what stands in the translation
   */
  public record Span(int start, int end, String rendering) {}

  /** Those of the terms that are in the text; null for none. */
  public static GlossaryTerm[] occurring(SessionGlossary glossary, String text, String language) {
    if (glossary == null || text == null || text.isBlank()) {
      return null;
    }
    TermFinder finder = new TermFinder(text);
    GlossaryTerm[] found =
        Arrays.stream(glossary.terms())
            .filter(term -> term.sourceLanguage().equals(language))
            .filter(term -> !places(term, finder).isEmpty())
            .toArray(GlossaryTerm[]::new);
    return found.length == 0 ? null : found;
  }

  /** Where the terms are, from left to right; of two that overlap the longer one. */
  public static List<Span> spans(GlossaryTerm[] terms, String target, String text) {
    if (terms == null) {
      return List.of();
    }
    List<Span> all = new ArrayList<>();
    TermFinder finder = new TermFinder(text);
    for (GlossaryTerm term : terms) {
      if (term.targetLanguage().equals(target)) {
        for (int[] place : places(term, finder)) {
          String said = text.substring(place[0], place[1]);
          all.add(new Span(place[0], place[1], rendering(term, said)));
        }
      }
    }
    all.sort(
        Comparator.comparingInt((Span span) -> span.start() - span.end())
            .thenComparingInt(Span::start));
    List<Span> chosen = new ArrayList<>();
    for (Span span : all) {
      if (chosen.stream().noneMatch(other -> overlap(other, span))) {
        chosen.add(span);
      }
    }
    chosen.sort(Comparator.comparingInt(Span::start));
    return chosen;
  }

  /** As it is written, and in other forms; not where its target stands already. */
  private static List<int[]> places(GlossaryTerm term, TermFinder finder) {
    List<int[]> places = new ArrayList<>();
    Matcher matcher = pattern(term).matcher(finder.text());
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (term.rule() != TermCase.EXACT) {
      places.addAll(finder.formsOf(term));
    }
    places.removeIf(place -> finder.isInside(term.target(), place));
    return places;
  }

  private static boolean overlap(Span a, Span b) {
    return a.start() < b.end() && b.start() < a.end();
  }

  private static Pattern pattern(GlossaryTerm term) {
    StringBuilder pattern = new StringBuilder();
    if (endsAtSpaces(term.source().codePointAt(0))) {
      pattern.append(NO_WORD_BEFORE);
    }
    String[] words = term.source().split("\\s+");
    for (int i = 0; i < words.length; i++) {
      pattern.append(i == 0 ? "" : "\\s+").append(Pattern.quote(words[i]));
    }
    if (endsAtSpaces(term.source().codePointBefore(term.source().length()))) {
      pattern.append(NO_WORD_AFTER);
    }
    int flags = term.rule() == TermCase.EXACT ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return Pattern.compile(pattern.toString(), flags);
  }

  /** Some scripts write words without spaces between them: there a term is found anywhere. */
  private static boolean endsAtSpaces(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
      default -> Character.isLetterOrDigit(codePoint) || codePoint == '_';
    };
  }

  private static String rendering(GlossaryTerm term, String said) {
    if (term.rule() != TermCase.FOLLOW) {
      return term.target();
    }
    boolean shouted =
        said.codePoints().filter(Character::isLetter).count() > 1
            && said.equals(said.toUpperCase(Locale.ROOT))
            && !said.equals(said.toLowerCase(Locale.ROOT))
            && !said.equals(term.source());
    if (shouted) {
      return term.target().toUpperCase(Locale.forLanguageTag(term.targetLanguage()));
    }
    boolean capital =
        Character.isUpperCase(said.codePointAt(0))
            && !Character.isUpperCase(term.source().codePointAt(0));
    int first = term.target().offsetByCodePoints(0, 1);
    return capital
        ? term.target()
                .substring(0, first)
                .toUpperCase(Locale.forLanguageTag(term.targetLanguage()))
            + term.target().substring(first)
        : term.target();
  }
}
