package org.univoice.job.recognition;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Swear words, found whole and in any case. */
final class Profanity {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final Map<String, Set<String>> WORDS = read();

  private Profanity() {}

  /**
   * @param language primary subtag; one without a list has no swear words
   */
  static List<Span> in(String text, String language) {
    Set<String> words = WORDS.getOrDefault(language, Set.of());
    List<Span> found = new ArrayList<>();
    var each = WORD.matcher(text);
    while (!words.isEmpty() && each.find()) {
      if (words.contains(each.group().toLowerCase(Locale.ROOT))) {
        found.add(new Span(each.start(), each.end()));
      }
    }
    return found;
  }

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> words = new HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Profanity.class.getResourceAsStream("profanity.txt"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          int colon = line.indexOf(':');
          words.put(line.substring(0, colon), Set.of(line.substring(colon + 1).strip().split(" ")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
