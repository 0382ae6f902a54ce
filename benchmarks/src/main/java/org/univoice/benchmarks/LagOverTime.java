package org.univoice.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the lag of translated speech goes on over a talk. It differs from one utterance to the next,
 * a long one behind a short one; what counts is the mean of a minute.
 */
final class LagOverTime {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int MARGIN = 48;

  /** What the lag of the second minute is compared with. */
  static final int LATE_MINUTE = 30;

  private final List<Heard> heard;

  /**
   * @param saidMillis end of what was said, since the talk began
   * @param beginsMillis from then until its translation begins to be heard
   * @param lagMillis from then until all of it has been heard
   */
  record Heard(long saidMillis, long beginsMillis, long lagMillis) {}

  LagOverTime(List<Heard> heard) {
    this.heard = heard;
  }

  /** Mean over the utterances that ended in a minute, counted from 1; NaN without any. */
  double seconds(int minute) {
    return mean(minute, minute);
  }

  /** With the minutes beside it. */
  double secondsAround(int minute) {
    return mean(minute - 1, minute + 1);
  }

  private double mean(int fromMinute, int toMinute) {
    return heard.stream()
            .filter(one -> minute(one) >= fromMinute && minute(one) <= toMinute)
            .mapToLong(Heard::lagMillis)
            .average()
            .orElse(Double.NaN)
        / 1_000;
  }

  private static int minute(Heard one) {
    return (int) (one.saidMillis / 60_000) + 1;
  }

  private int minutes() {
    return heard.stream().mapToInt(LagOverTime::minute).max().orElse(0);
  }

  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| minute | utterances | begins to be heard after, mean | has been heard after, mean | longest |");
    lines.add("|---|---|---|---|---|");
    for (int minute = 1; minute <= minutes(); minute++) {
      int of = minute;
      List<Heard> there = heard.stream().filter(one -> minute(one) == of).toList();
      lines.add(
          String.format(
              Locale.ROOT,
              "| %d | %d | %.1f s | %.1f s | %.1f s |",
              minute,
              there.size(),
              there.stream().mapToLong(Heard::beginsMillis).average().orElse(Double.NaN) / 1_000,
              seconds(minute),
              there.stream().mapToLong(Heard::lagMillis).max().orElse(0) / 1_000.0));
    }
    return lines;
  }

  /**
   * Whether the lag has grown.
   *
   * @param early minute, and {@code late}, counted from 1
   */
  String verdict(int early, int late) {
    if (late <= early || Double.isNaN(seconds(late))) {
      return String.format(
          Locale.ROOT,
          "Minute %d: %.1f s. Minute %d: not reached.",
          early,
          seconds(early),
          Math.max(late, LATE_MINUTE));
    }
    return String.format(
        Locale.ROOT,
        "Minute %d: %.1f s (minutes %d to %d: %.1f s). Minute %d: %.1f s (minutes %d to %d: %.1f s)."
            + " Bar: minute %d no larger than minute %d: %s.",
        early,
        seconds(early),
        early,
        early + 4,
        mean(early, early + 4),
        late,
        seconds(late),
        late - 4,
        late,
        mean(late - 4, late),
        late,
        early,
        seconds(late) <= seconds(early) ? "met" : "missed");
  }

  /** Each utterance as a dot, the mean of each minute as a line. */
  String svg() {
    double most =
        Math.max(10, heard.stream().mapToLong(Heard::lagMillis).max().orElse(0) / 1_000.0);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH, HEIGHT));
    for (int seconds = 0; seconds <= most; seconds += most > 60 ? 20 : 5) {
      double y = y(seconds, most);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d s</text>%n",
              MARGIN,
              WIDTH - MARGIN,
              y,
              y,
              MARGIN - 6,
              y + 4,
              seconds));
    }
    for (int minute = 0; minute <= minutes(); minute += 5) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d min</text>%n",
              x(minute),
              HEIGHT - MARGIN / 2,
              minute));
    }
    for (Heard one : heard) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"#9bc\"/>%n",
              x(one.saidMillis / 60_000.0),
              y(one.lagMillis / 1_000.0, most)));
    }
    svg.append("<polyline fill=\"none\" stroke=\"#036\" stroke-width=\"2\" points=\"");
    for (int minute = 1; minute <= minutes(); minute++) {
      if (!Double.isNaN(seconds(minute))) {
        svg.append(
            String.format(Locale.ROOT, "%.1f,%.1f ", x(minute - 0.5), y(seconds(minute), most)));
      }
    }
    return svg.append("\"/>\n</svg>\n").toString();
  }

  private double x(double minute) {
    return MARGIN + minute / Math.max(1, minutes()) * (WIDTH - 2 * MARGIN);
  }

  private static double y(double seconds, double most) {
    return HEIGHT - MARGIN - seconds / most * (HEIGHT - 2 * MARGIN);
  }
}
