package org.univoice.benchmarks.quality;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.univoice.local.InvalidInputException;

/**
 * Segment Time Marks, as NIST's sclite reads them: {@code file channel speaker start end [<label>]
 * text}, one segment a line, seconds; lines that begin with two semicolons are comments.
 */
final class Stm {
  private static final Pattern LINE =
      Pattern.compile(
          "\\S+\\s+\\S+\\s+(\\S+)\\s+(\\d+(?:\\.\\d*)?)\\s+(\\d+(?:\\.\\d*)?)\\s+(?:<\\S*>\\s+)?(\\S.*)");
  private static final int MILLIS = 1_000;

  private Stm() {}

  /**
   * In the order in which they begin.
   *
   * @throws InvalidInputException naming the first line that is broken
   */
  static List<SpokenSentence> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new InvalidInputException(file + ": it is not UTF-8");
    }
    List<SpokenSentence> said = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith(";;")) {
        said.add(sentence(file, i + 1, line, said));
      }
    }
    if (said.isEmpty()) {
      throw new InvalidInputException(
          file
              + ": nobody says anything in it; leave the file out (where nobody speaks an empty"
              + " transcript says so)");
    }
    return List.copyOf(said);
  }

  private static SpokenSentence sentence(
      Path file, int number, String line, List<SpokenSentence> before) {
    Matcher fields = LINE.matcher(line);
    if (fields.matches()) {
      var sentence =
          new SpokenSentence(
              Math.round(Double.parseDouble(fields.group(2)) * MILLIS),
              Math.round(Double.parseDouble(fields.group(3)) * MILLIS),
              fields.group(1),
              fields.group(4));
      long notBefore = before.isEmpty() ? 0 : before.get(before.size() - 1).startMillis();
      if (sentence.startMillis() >= notBefore && sentence.endMillis() > sentence.startMillis()) {
        return sentence;
      }
    }
    throw new InvalidInputException(
        String.format(
            "%s: line %d is not 'file channel speaker start end text' in seconds, after the line"
                + " before: %s",
            file, number, line));
  }
}
