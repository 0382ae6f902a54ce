package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of one word, by their capital letter, in languages that write nothing but names with one.
 * At the start of a sentence every word has one; there it is a name if it was one inside a sentence
 * before, in this text or in the conversation.
 */
final class CapitalizedNames {

  /** Portuguese writes months, days, languages and nationalities small; so do its relatives. */
  private static final Set<String> LANGUAGES = Set.of("pt", "es", "fr", "it", "ca", "gl", "ro");

  private static final Pattern WORD =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@#./_'’-])\\p{Lu}[\\p{L}'’]*\\p{Ll}[\\p{L}'’]*(?![\\p{L}\\p{N}@_])");

  /** What may stand before a word inside a sentence. */
  private static final Pattern INSIDE = Pattern.compile("[\\p{L}\\p{N},;%)] $");

  /** Titles and forms of address are translated. */
  private static final Set<String> NO_NAMES =
      Set.of("Sr", "Sra", "Dr", "Dra", "Senhor", "Senhora", "Deus", "Natal", "Internet", "Páscoa");

  private CapitalizedNames() {}

  static boolean finds(String language) {
    return LANGUAGES.contains(language);
  }

  /**
   * @param context what was said before, in any language
   */
  static List<NamedSpan> in(String text, List<String> context) {
    Set<String> known = new HashSet<>();
    context.forEach(said -> insideOf(said, known));
    insideOf(text, known);
    List<NamedSpan> found = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (known.contains(words.group())) {
        found.add(new NamedSpan(words.start(), words.end(), "NAME"));
      }
    }
    return found;
  }

  private static void insideOf(String text, Set<String> names) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String before = text.substring(0, words.start());
      if (INSIDE.matcher(before).find() && !NO_NAMES.contains(words.group())) {
        names.add(words.group());
      }
    }
  }
}
