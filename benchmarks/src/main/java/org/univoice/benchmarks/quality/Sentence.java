package org.univoice.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.univoice.local.InvalidInputException;

/**
 * A sentence to translate, with what it should become.
 *
 * @param file whose line it is, without its ending
 * @param source primary subtag of the text
 * @param target primary subtag of the reference
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
  private static final Pattern BETWEEN_SENTENCES = Pattern.compile("\\s*\\|\\s*");

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
    List<String> lines = Files.readAllLines(file);
    String[] columns = lines.isEmpty() ? new String[0] : lines.get(0).split("\t", -1);
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String[] cells = lines.get(i).split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int column = 0; column < Math.min(columns.length, cells.length); column++) {
        row.put(columns[column], cells[column].strip());
      }
      into.add(sentence(file, i + 1, row));
    }
  }

  private static Sentence sentence(Path file, int number, Map<String, String> row) {
    for (String needed :
        List.of("id", "source_language", "target_language", "source", "reference")) {
      if (row.getOrDefault(needed, "").isEmpty()) {
        throw new InvalidInputException(file + ": line " + number + " has no " + needed);
      }
    }
    String context = row.getOrDefault("context", "");
    return new Sentence(
        file.getFileName().toString().replaceFirst("\\.tsv$", ""),
        row.get("id"),
        primary(row.get("source_language")),
        primary(row.get("target_language")),
        row.get("source"),
        row.get("reference"),
        context.isEmpty() ? List.of() : List.of(BETWEEN_SENTENCES.split(context)));
  }

  private static String primary(String tag) {
    return tag.split("-")[0].toLowerCase(Locale.ROOT);
  }
}
