package org.univoice.local.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a person reads. On a terminal the last line may be a passing one that the next replaces;
 * when piped, only lines that stay are written. Safe for use by several threads.
 */
final class Terminal {
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private final PrintStream out;
  private final int columns;
  private String passing = "";

  /**
   * @param columns of the terminal, 0 when piped
   */
  Terminal(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /** The launcher knows whether it writes to a terminal and how wide that is; Java does not. */
  static Terminal standard() {
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        Integer.getInteger("univoice.columns", 0));
  }

  boolean live() {
    return columns > 0;
  }

  synchronized void line(String text) {
    out.println((passing.isEmpty() ? "" : CLEAR_LINE) + text);
    if (!passing.isEmpty()) {
      out.print(passing);
      out.flush();
    }
  }

  /** Replaces the passing line; does nothing when piped. */
  synchronized void passing(String text) {
    if (live()) {
      // A line that fills the last column would wrap, and only its last row could be taken back.
      int room = Math.max(1, columns - 1);
      passing = text.length() <= room ? text : "…" + text.substring(text.length() - room + 1);
      out.print(CLEAR_LINE + passing);
      out.flush();
    }
  }

  synchronized void clearPassing() {
    if (!passing.isEmpty()) {
      out.print(CLEAR_LINE);
      out.flush();
      passing = "";
    }
  }

  static String bar(long done, long total) {
    int filled = total == 0 ? 0 : (int) Math.min(20, 20 * done / total);
    return "[" + "█".repeat(filled) + "·".repeat(20 - filled) + "]";
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
