package org.univoice.gateway.transcript;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Cues as SubRip, as WebVTT (https://www.w3.org/TR/webvtt1/) and as plain text. They follow each
 * other by when they begin, and each lasts at least a millisecond.
 */
public final class Subtitles {
  /** It would end a line of times; neither format can say it in a text. */
  private static final String ARROW = "-->";

  private Subtitles() {}

  public static String srt(List<Cue> cues) {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (Cue cue : inOrder(cues)) {
      String said = cue.speaker().isEmpty() ? line(cue) : oneLine(cue.speaker()) + ": " + line(cue);
      text.append(number++)
          .append('\n')
          .append(times(cue, ','))
          .append(said.replace(ARROW, "→"))
          .append("\n\n");
    }
    return text.toString();
  }

  public static String vtt(List<Cue> cues) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : inOrder(cues)) {
      text.append(times(cue, '.'));
      if (!cue.speaker().isEmpty()) {
        // A class that a style sheet may show; SubRip and plain text have nothing of the kind.
        text.append(cue.overlapped() ? "<v.overlapped " : "<v ")
            .append(escaped(oneLine(cue.speaker())))
            .append('>');
      }
      text.append(escaped(line(cue))).append("\n\n");
    }
    return text.toString();
  }

  /** One line for each cue: when, who, what. */
  public static String txt(List<Cue> cues) {
    StringBuilder text = new StringBuilder();
    for (Cue cue : inOrder(cues)) {
      text.append('[').append(time(cue.startMillis(), '.'), 0, 8).append("] ");
      if (!cue.speaker().isEmpty()) {
        text.append(oneLine(cue.speaker())).append(": ");
      }
      text.append(line(cue)).append('\n');
    }
    return text.toString();
  }

  private static List<Cue> inOrder(List<Cue> cues) {
    return cues.stream()
        .filter(cue -> !line(cue).isEmpty())
        .sorted(Comparator.comparingLong(Cue::startMillis))
        .toList();
  }

  private static String line(Cue cue) {
    return oneLine(cue.text());
  }

  /** Blank lines end a cue in both formats, so a text is put on one line. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String times(Cue cue, char separator) {
    long start = Math.max(0, cue.startMillis());
    return time(start, separator)
        + " --> "
        + time(Math.max(cue.endMillis(), start + 1), separator)
        + "\n";
  }

  private static String time(long millis, char separator) {
    long known = Math.max(0, millis);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        known / 3_600_000,
        known / 60_000 % 60,
        known / 1_000 % 60,
        separator,
        known % 1_000);
  }
}
