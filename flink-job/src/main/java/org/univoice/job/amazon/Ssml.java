package org.univoice.job.amazon;

import java.util.Locale;

/** Speech Synthesis Markup around a text of which nothing is markup. */
final class Ssml {

  /** What Polly takes, percent of the voice's own pace. */
  private static final int SLOWEST = 20;

  private static final int FASTEST = 200;

  private Ssml() {}

  /**
   * @param speed 1 is the voice's own pace
   */
  static String spoken(String text, float speed) {
    int percent = Math.max(SLOWEST, Math.min(FASTEST, Math.round(speed * 100)));
    return String.format(
        Locale.ROOT, "<speak><prosody rate=\"%d%%\">%s</prosody></speak>", percent, escaped(text));
  }

  /** Without the characters that XML 1.0 cannot hold in any form. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                default -> escaped.appendCodePoint(isXml(point) ? point : ' ');
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || point >= 0x20 && point <= 0xD7FF
        || point >= 0xE000 && point <= 0xFFFD
        || point >= 0x10000;
  }
}
