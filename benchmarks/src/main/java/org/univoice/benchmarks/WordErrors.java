package org.univoice.benchmarks;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Counts word errors: the edit distance (Levenshtein 1966) between words, case and marks aside. */
record WordErrors(int errors, int words) {

  static final WordErrors NONE = new WordErrors(0, 0);

  static WordErrors between(String reference, String heard) {
    List<String> expected = words(reference);
    List<String> actual = words(heard);
    int[] row = new int[actual.size() + 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = i;
    }
    for (int i = 1; i <= expected.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (expected.get(i - 1).equals(actual.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return new WordErrors(row[row.length - 1], expected.size());
  }

  WordErrors plus(WordErrors other) {
    return new WordErrors(errors + other.errors, words + other.words);
  }

  @Override
  public String toString() {
    return words == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%.1f %% (%d of %d words)", 100.0 * errors / words, errors, words);
  }

  private static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{N}' ]", " ")
            .strip();
    return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
  }
}
