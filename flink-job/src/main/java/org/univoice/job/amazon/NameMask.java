package org.univoice.job.amazon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.univoice.job.translation.EntityDetector;

/**
 * Takes names out of a text that may hold the product's placeholders already, in the same form and
 * counting on from them, and puts them back.
 */
final class NameMask {

  private static final Pattern PLACEHOLDERS = Pattern.compile("%(\\d{1,3})(?!\\d)");

  private final String masked;
  private final List<String> names;
  private final int first;

  private NameMask(String masked, List<String> names, int first) {
    this.masked = masked;
    this.names = names;
    this.first = first;
  }

  /**
   * @param spans from left to right, none over another; one with a placeholder in it is left alone
   */
  static NameMask of(String text, List<EntityDetector.Span> spans) {
    int first = 1 + PLACEHOLDERS.matcher(text).results().mapToInt(NameMask::number).max().orElse(0);
    StringBuilder masked = new StringBuilder();
    List<String> names = new ArrayList<>();
    int at = 0;
    for (EntityDetector.Span span : spans) {
      String name = text.substring(span.start(), span.end());
      if (name.indexOf('%') < 0) {
        masked.append(text, at, span.start()).append('%').append(first + names.size());
        names.add(name);
        at = span.end();
      }
    }
    return new NameMask(masked.append(text.substring(at)).toString(), names, first);
  }

  String masked() {
    return masked;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** The translation with its names; empty when it lost or doubled one. */
  Optional<String> restore(String translated) {
    boolean[] seen = new boolean[names.size()];
    StringBuilder restored = new StringBuilder();
    Matcher matcher = PLACEHOLDERS.matcher(translated);
    while (matcher.find()) {
      int index = number(matcher.toMatchResult()) - first;
      if (index < 0) {
        matcher.appendReplacement(restored, Matcher.quoteReplacement(matcher.group()));
        continue;
      }
      if (index >= seen.length || seen[index]) {
        return Optional.empty();
      }
      seen[index] = true;
      matcher.appendReplacement(restored, Matcher.quoteReplacement(names.get(index)));
    }
    matcher.appendTail(restored);
    for (boolean found : seen) {
      if (!found) {
        return Optional.empty();
      }
    }
    return Optional.of(restored.toString());
  }

  private static int number(java.util.regex.MatchResult placeholder) {
    return Integer.parseInt(placeholder.group(1));
  }
}
