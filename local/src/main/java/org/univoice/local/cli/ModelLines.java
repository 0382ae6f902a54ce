package org.univoice.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.univoice.local.setup.WeightsLock.Weights;
import org.univoice.local.setup.WeightsState;

/** The table of weights for a person: what they cost to download and what they take on disk. */
final class ModelLines {
  private static final String ROW = "%-22s %-22s %-8s %-11s %9s %9s  %s";

  /**
   * @param diskBytes of everything in the weights' folder, also what was computed of what was
   *     downloaded
   */
  record Row(Weights weights, long diskBytes, WeightsState state) {}

  private ModelLines() {}

  static List<String> of(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row("ROLE", "NAME", "VERSION", "LICENCE", "DOWNLOAD", "ON DISK", "STATE"));
    for (Row row : rows) {
      Weights weights = row.weights();
      lines.add(
          row(
              weights.role(),
              weights.name(),
              weights.version(),
              weights.licence(),
              Terminal.megabytes(weights.partBytes()),
              Terminal.megabytes(row.diskBytes()),
              row.state().name().toLowerCase(Locale.ROOT)));
    }
    lines.add(
        String.format(
            "In all %s to download, %s on disk: unpacked, and with what is computed of it.",
            Terminal.megabytes(rows.stream().mapToLong(row -> row.weights().partBytes()).sum()),
            Terminal.megabytes(rows.stream().mapToLong(Row::diskBytes).sum())));
    return lines;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }
}
