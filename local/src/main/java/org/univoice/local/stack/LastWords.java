package org.univoice.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What a process said last, for a person to read: of a JSON line only what it says. */
final class LastWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LastWords() {}

  /**
   * @param lines the end of a log, of text and JSON lines
   * @return the last error if there was one, the last line otherwise
   */
  static String of(List<String> lines) {
    List<String> said = lines.stream().map(LastWords::readable).toList();
    return last(said, line -> line.toLowerCase(Locale.ROOT).startsWith("error"))
        .or(() -> last(said, line -> line.chars().anyMatch(Character::isLetterOrDigit)))
        .orElse("it said nothing");
  }

  private static Optional<String> last(List<String> lines, Predicate<String> wanted) {
    return lines.stream().filter(wanted).reduce((before, last) -> last).map(String::strip);
  }

  private static String readable(String line) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      JsonNode event = JSON.readTree(line);
      String cause = event.path("stackTrace").asText().lines().findFirst().orElse("");
      String message = event.path("message").asText(line);
      return cause.isEmpty() ? message : message + ": " + cause;
    } catch (JsonProcessingException e) {
      return line; // It was cut short, or is something else.
    }
  }
}
