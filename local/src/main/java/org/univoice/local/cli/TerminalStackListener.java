package org.univoice.local.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.local.stack.StackListener;

/** Tells a person how the stack starts and what happens to it. */
record TerminalStackListener(Terminal terminal, boolean verbose, Consumer<Languages> served)
    implements StackListener {

  @Override
  public void started(String part, Duration took) {
    if (verbose) {
      terminal.line(String.format(Locale.ROOT, "  %s: %.1f s", part, took.toMillis() / 1e3));
    }
  }

  @Override
  public void notice(String line) {
    terminal.line("! " + line);
  }

  @Override
  public void served(Languages languages) {
    served.accept(languages);
  }
}
