package org.univoice.local.cli;

import java.util.function.BooleanSupplier;

/** What Ctrl-C does: it says that it was heard, and ends everything in order. */
final class Ending implements Runnable {
  private final Terminal terminal;
  private final BooleanSupplier isEnded;
  private final Runnable end;

  Ending(Terminal terminal, BooleanSupplier isEnded, Runnable end) {
    this.terminal = terminal;
    this.isEnded = isEnded;
    this.end = end;
  }

  /** Also run when a command is done, as at every end of the JVM: then there is nothing to say. */
  @Override
  public void run() {
    if (isEnded.getAsBoolean()) {
      return;
    }
    terminal.clearPassing();
    terminal.line("Ending; the models need a few seconds");
    end.run();
  }
}
