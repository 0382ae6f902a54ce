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
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean live;
  private String passing = "";

  Terminal(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  static Terminal standard() {
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        System.console() != null && !"dumb".equals(System.getenv("TERM")));
  }

  boolean live() {
    return live;
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
    if (live) {
      passing = text.length() <= WIDTH ? text : "…" + text.substring(text.length() - WIDTH + 1);
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
