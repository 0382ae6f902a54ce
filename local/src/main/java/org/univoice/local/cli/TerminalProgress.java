package org.univoice.local.cli;

import org.univoice.local.setup.Progress;

/** Shows set-up on the terminal: a bar per file, or a line per finished file when piped. */
final class TerminalProgress implements Progress {
  private final Terminal terminal;

  TerminalProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begins(String what) {
    terminal.clearPassing();
    terminal.line(what);
  }

  @Override
  public void moves(String what, long done, long total) {
    terminal.passing(
        "  "
            + Terminal.bar(done, total)
            + " "
            + what
            + " "
            + Terminal.megabytes(done)
            + " of "
            + Terminal.megabytes(total));
  }

  @Override
  public void completes(String what, long total) {
    terminal.clearPassing();
    terminal.line("  " + what + " " + Terminal.megabytes(total));
  }
}
