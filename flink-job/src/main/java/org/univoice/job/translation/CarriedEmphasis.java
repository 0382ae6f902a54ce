package org.univoice.job.translation;

import java.util.Comparator;
import java.util.List;
import org.univoice.job.emphasis.FunctionWords;
import org.univoice.job.emphasis.TextRange;

/**
 * Which words of a translation say those that stood out in what was said, by the translator's own
 * links between words; docs/policies/voice-identity.md.
 */
final class CarriedEmphasis {

  /** More than this say a word in so many words that stressing all of them stresses nothing. */
  static final int MOST_WORDS = 3;

  private CarriedEmphasis() {}

  /**
   * @param emphasized stretches of the source
   * @param links between the words of both, none where nothing is known of them
   * @param text the translation
   * @param language of it, primary subtag
   * @return in order; a word of the source without a link has none
   */
  static List<TextRange> of(
      List<TextRange> emphasized, List<WordLink> links, String text, String language) {
    return emphasized.stream()
        .flatMap(one -> linked(one, links, text, language).stream())
        .distinct()
        .sorted(Comparator.comparingInt(TextRange::start))
        .toList();
  }

  /** Without what is neither letter nor digit at their ends; what is nothing else is left out. */
  static List<TextRange> bare(List<TextRange> ranges, String text) {
    return ranges.stream().map(one -> one.bare(text)).filter(one -> !one.isEmpty()).toList();
  }

  /** Of "foi para casa" for "went home" the words that mean something carry the stress. */
  private static List<TextRange> linked(
      TextRange source, List<WordLink> links, String text, String language) {
    List<TextRange> words =
        links.stream()
            .filter(link -> source.overlaps(link.sourceStart(), link.sourceEnd()))
            .map(link -> new TextRange(link.targetStart(), link.targetEnd()))
            .distinct()
            .toList();
    List<TextRange> meant =
        words.stream().filter(word -> !isFunctionWord(word, text, language)).toList();
    List<TextRange> chosen = meant.isEmpty() ? words : meant;
    return chosen.size() > MOST_WORDS ? List.of() : chosen;
  }

  private static boolean isFunctionWord(TextRange word, String text, String language) {
    TextRange bare = word.bare(text);
    return FunctionWords.isOne(text.substring(bare.start(), bare.end()), language);
  }
}
