package org.univoice.job.translation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a translation back that is none: empty, copied, or in another language. Names and numbers
 * are alike in all languages, so only words in small letters are looked at, and few of them prove
 * nothing; docs/policies/translation.md has what was measured.
 */
final class TranslationGuard {

  /** Of 240 right sentences in English and Portuguese none has a factor over 1.07. */
  private static final double SOURCE_OVER_TARGET = 2;

  /** Nor one over 1.45 for the likeliest of all languages. */
  private static final double OTHER_OVER_TARGET = 4;

  private static final int FEWEST_LETTERS = 20;
  private static final int FEWEST_LETTERS_FOR_ANY = 40;
  private static final int FEWEST_COPIED_WORDS = 4;
  private static final double MOST_COPIED = 0.8;

  private final TextLanguages languages;

  TranslationGuard(TextLanguages languages) {
    this.languages = languages;
  }

  /**
   * Why the text must not be shown; empty when it may.
   *
   * @param original what was translated, entities masked in both
   */
  Optional<String> complaint(String text, String original, String source, String target) {
    if (text.isBlank()) {
      return Optional.of("the model gave no translation into " + target);
    }
    Set<String> words = new HashSet<>(plainWords(text));
    Set<String> said = new HashSet<>(plainWords(original));
    long copied = said.stream().filter(words::contains).count();
    if (said.size() >= FEWEST_COPIED_WORDS && copied > MOST_COPIED * said.size()) {
      return Optional.of("the model left the words in " + source);
    }
    String plain = String.join(" ", plainWords(text));
    int letters = (int) plain.codePoints().filter(Character::isLetter).count();
    return letters < FEWEST_LETTERS
        ? Optional.empty()
        : wrongLanguage(languages.of(plain), letters, source, target);
  }

  private static Optional<String> wrongLanguage(
      Map<String, Double> likely, int letters, String source, String target) {
    Double wanted = likely.get(target);
    if (wanted == null) {
      return Optional.empty();
    }
    if (likely.getOrDefault(source, 0.0) > SOURCE_OVER_TARGET * wanted) {
      return Optional.of("the model answered in " + source);
    }
    return likely.entrySet().stream()
        .filter(
            other ->
                letters >= FEWEST_LETTERS_FOR_ANY && other.getValue() > OTHER_OVER_TARGET * wanted)
        .max(Map.Entry.comparingByValue())
        .map(other -> "the model answered in " + other.getKey());
  }

  /** In scripts without small letters all words are plain. */
  private static List<String> plainWords(String text) {
    return Arrays.stream(text.split("[^\\p{L}\\p{M}'’-]+"))
        .filter(word -> !word.isEmpty() && !Character.isUpperCase(word.codePointAt(0)))
        .toList();
  }
}
