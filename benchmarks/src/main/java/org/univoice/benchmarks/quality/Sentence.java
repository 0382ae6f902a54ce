package org.univoice.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.univoice.local.InvalidInputException;

/**
 * A sentence to translate, with what it should become.
 *
 * @param file whose line it is, without its ending
 * @param context what was said before, oldest first
 */
record Sentence(
    String file,
    String id,
    String source,
    String target,
    String text,
    String reference,
    List<String> context) {
  private static final Pattern PAIR = Pattern.compile("([a-z]{2,3})[-_>→]+([a-z]{2,3})");
  private static final Pattern BETWEEN_SENTENCES = Pattern.compile("\\s*\\|\\s*");
  private static final int CONTEXT = 4;

  /**
   * Every {@code *.tsv} of a folder; none when there is no such folder.
   *
   * @throws InvalidInputException naming a line that is not as README.md says
   */
  static List<Sentence> readAll(Path folder) throws IOException {
    List<Sentence> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".tsv")).sorted().toList()) {
          read(file, all);
        }
      }
    }
    return all;
  }

  private static void read(Path file, List<Sentence> into) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.tsv$", "");
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      boolean isHeading = number == 1 && line.startsWith("id\t");
      if (line.isBlank() || line.startsWith("#") || isHeading) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      Matcher pair = PAIR.matcher(cells.length < CONTEXT ? "" : cells[1].strip());
      if (!pair.matches() || cells[2].isBlank() || cells[3].isBlank()) {
        throw new InvalidInputException(
            file + ": line " + number + " is not id, pair (en-pt), source, reference[, context]");
      }
      boolean hasContext = cells.length > CONTEXT && !cells[CONTEXT].isBlank();
      into.add(
          new Sentence(
              name,
              cells[0],
              pair.group(1),
              pair.group(2),
              cells[2],
              cells[3],
              hasContext ? List.of(BETWEEN_SENTENCES.split(cells[CONTEXT].strip())) : List.of()));
    }
  }
}
