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
    List<Line> said = lines.stream().map(LastWords::readable).toList();
    return last(said, Line::isError)
        .or(() -> last(said, line -> line.text().chars().anyMatch(Character::isLetterOrDigit)))
        .orElse("it said nothing");
  }

  private static Optional<String> last(List<Line> lines, Predicate<Line> wanted) {
    return lines.stream()
        .filter(wanted)
        .reduce((before, last) -> last)
        .map(line -> line.text().strip());
  }

  private static Line readable(String line) {
    if (!line.startsWith("{")) {
      return plain(line);
    }
    try {
      JsonNode event = JSON.readTree(line);
      String cause = event.path("stackTrace").asText().lines().findFirst().orElse("");
      String message = event.path("message").asText(line);
      return new Line(
          cause.isEmpty() ? message : message + ": " + cause,
          event.path("level").asText().equals("ERROR"));
    } catch (JsonProcessingException e) {
      return plain(line); // It was cut short, or is something else.
    }
  }

  private static Line plain(String line) {
    return new Line(line, line.toLowerCase(Locale.ROOT).startsWith("error"));
  }

  private record Line(String text, boolean isError) {}
}
