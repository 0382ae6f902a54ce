package org.univoice.local.cli;

import java.util.Locale;
import org.univoice.local.client.CaptionListener;

/** Live captions: what is being said on one changing line with the progress, finals above it. */
final class TerminalCaptions implements CaptionListener {
  private final Terminal terminal;
  private final String firstLanguage;
  private volatile String partial = "";
  private volatile String progress = "";
  private volatile int tenths = -1;

  /**
   * @param firstLanguage whose listener's captions are shown; all hear the same words
   */
  TerminalCaptions(Terminal terminal, String firstLanguage) {
    this.terminal = terminal;
    this.firstLanguage = firstLanguage;
  }

  @Override
  public void partial(String listener, String text) {
    if (listener.equals(firstLanguage)) {
      partial = text;
      show();
    }
  }

  @Override
  public void spoken(String listener, String speaker, String text) {
    if (listener.equals(firstLanguage)) {
      partial = "";
      terminal.line((speaker.isEmpty() ? "" : speaker + ": ") + text);
      show();
    }
  }

  @Override
  public void translated(String language, String text) {
    terminal.line("   " + language + ": " + text);
  }

  @Override
  public void notice(String listener, String message) {
    terminal.line("   (" + listener + ": " + message + ")");
  }

  @Override
  public void sent(long millis, long ofMillis) {
    long done = Math.min(millis, ofMillis);
    progress =
        String.format(
            Locale.ROOT,
            "%s %.0f s of %.0f s ",
            Terminal.bar(done, ofMillis),
            done / 1e3,
            ofMillis / 1e3);
    show();
    int now = (int) (10 * done / Math.max(1, ofMillis));
    if (!terminal.live() && now / 5 > tenths / 5 && now > 0) {
      terminal.line(progress.strip());
    }
    tenths = now;
  }

  private void show() {
    terminal.passing(progress + partial);
  }
}
