package org.univoice.job.glossary;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.univoice.job.glossary.snowball.SnowballStems;

/**
 * Whether two words are forms of one: "invoice", "invoices", "invoiced". Snowball's stem must be
 * the same, and what differs must be an ending of inflection; stems alone would also make one word
 * of "organ" and "organization", or of "universe" and "university".
 */
final class InflectedForms {

  private static final Map<String, Set<String>> ENDINGS =
      Map.of(
          "en",
          Set.of("", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied"),
          "pt",
          Set.of(
              "", "s", "es", "a", "o", "as", "os", "e", "ão", "ões", "l", "is", "m", "ns", "r",
              "ar", "er", "ir", "am", "em", "ou", "eu", "iu", "amos", "emos", "ando", "endo",
              "indo", "ado", "ada", "ados", "adas", "ava", "avam"));

  private InflectedForms() {}

  /**
   * @param language primary subtag; of one whose endings are not known only equal words match
   */
  static boolean isFormOf(String word, String term, String language) {
    String one = bare(word);
    String other = bare(term);
    if (one.equals(other)) {
      return true;
    }
    Set<String> endings = ENDINGS.get(language);
    if (endings == null) {
      return false;
    }
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return endings.contains(one.substring(same))
        && endings.contains(other.substring(same))
        && SnowballStems.of(one, language).equals(SnowballStems.of(other, language));
  }

  /** Small, and without a possessive: "company's", "companies'". */
  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceFirst("['’]s?$", "");
  }
}
