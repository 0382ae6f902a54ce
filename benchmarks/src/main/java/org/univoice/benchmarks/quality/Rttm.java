package org.univoice.benchmarks.quality;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.univoice.local.InvalidInputException;

/**
 * Rich Transcription Time Marked, as NIST's evaluation plan of 2009 says: ten fields a line, of
 * which only SPEAKER lines with start and duration in seconds and a name count here.
 */
final class Rttm {
  private static final int FIELDS = 10;
  private static final int START = 3;
  private static final int DURATION = 4;

  /** Also of the plan; not about who speaks when. */
  private static final Set<String> OTHERS =
      Set.of(
          "SEGMENT",
          "NOSCORE",
          "NO_RT_METADATA",
          "LEXEME",
          "NON-LEX",
          "NON-SPEECH",
          "FILLER",
          "EDIT",
          "IP",
          "SU",
          "CB",
          "A/P",
          "SPKR-INFO");

  private static final String SECONDS = "\\d+(\\.\\d*)?";

  private Rttm() {}

  /**
   * @throws InvalidInputException naming the first line that is broken
   */
  static void check(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new InvalidInputException(file + ": it is not UTF-8");
    }
    int turns = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith(";;")) {
        continue;
      }
      String[] fields = line.split("\\s+");
      if (OTHERS.contains(fields[0])) {
        continue;
      }
      if (!isTurn(fields)) {
        throw new InvalidInputException(
            String.format(
                "%s: line %d is not 'SPEAKER file channel start duration <NA> <NA> name <NA> <NA>'"
                    + " in seconds: %s",
                file, i + 1, line));
      }
      turns++;
    }
    if (turns == 0) {
      throw new InvalidInputException(
          file
              + ": nobody speaks in it; leave the file out (where nobody speaks an empty transcript"
              + " says so)");
    }
  }

  private static boolean isTurn(String[] fields) {
    // Some tools leave the last, empty one out.
    return fields.length >= FIELDS - 1
        && fields.length <= FIELDS
        && fields[0].equals("SPEAKER")
        && fields[START].matches(SECONDS)
        && fields[DURATION].matches(SECONDS);
  }
}
