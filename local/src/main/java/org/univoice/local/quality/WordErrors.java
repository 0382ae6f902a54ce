package org.univoice.local.quality;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts word errors: the edit distance (Levenshtein 1966) between words, case and marks aside. */
public record WordErrors(int errors, int words) {

  public static final WordErrors NONE = new WordErrors(0, 0);

  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  /**
   * Two ways to write the same sounds are no error: English contractions, titles, small numbers and
   * British spelling as in the normalizer of Whisper's paper (Radford et al. 2022, appendix C), and
   * Portuguese titles.
   */
  private static final Map<String, String> ONE_FORM = oneForm();

  private static Map<String, String> oneForm() {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("\\bwon't\\b", "will not");
    forms.put("\\bcan't\\b", "can not");
    forms.put("\\blet's\\b", "let us");
    forms.put("n't\\b", " not");
    forms.put("'re\\b", " are");
    forms.put("'s\\b", " is");
    forms.put("'d\\b", " would");
    forms.put("'ll\\b", " will");
    forms.put("'ve\\b", " have");
    forms.put("'m\\b", " am");
    forms.put("\\bmr\\b", "mister");
    forms.put("\\bmrs\\b", "missus");
    forms.put("\\bdr\\b", "doctor");
    forms.put("\\bsr\\b", "senhor");
    forms.put("\\bsra\\b", "senhora");
    // Both texts are written so; it need not be a word.
    forms.put("(?<=\\w{3})our(?=\\b|s\\b|ed|ing|hood|able)", "or");
    for (int number = 0; number < NUMBERS.size(); number++) {
      forms.put("\\b" + number + "\\b", NUMBERS.get(number));
    }
    return forms;
  }

  public static WordErrors between(String reference, String heard) {
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

  public WordErrors plus(WordErrors other) {
    return new WordErrors(errors + other.errors, words + other.words);
  }

  /** Errors per word of the reference; may be more than 1. */
  public double rate() {
    return (double) errors / words;
  }

  @Override
  public String toString() {
    return words == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f %% (%d of %d words)", 100 * rate(), errors, words);
  }

  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    plain = plain.replace('’', '\'');
    for (var form : ONE_FORM.entrySet()) {
      plain = plain.replaceAll(form.getKey(), form.getValue());
    }
    plain = plain.replaceAll("[^\\p{L}\\p{N}' ]", " ").strip();
    return plain.isEmpty() ? List.of() : List.of(plain.split("\\s+"));
  }
}
