package org.univoice.local.client;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Words wrong, missing or too many, per word of the truth (Levenshtein distance of words). */
final class WordErrorRate {
  private WordErrorRate() {}

  static double of(String truth, String heard) {
    List<String> expected = words(truth);
    List<String> actual = words(heard);
    int[] row = new int[actual.size() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= expected.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (expected.get(i - 1).equals(actual.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return (double) row[actual.size()] / expected.size();
  }

  private static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{N}' ]", " ");
    return Stream.of(plain.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
