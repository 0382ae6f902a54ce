package org.univoice.job.amazon;

import java.util.List;
import java.util.Locale;
import org.univoice.job.emphasis.TextRange;

/** Speech Synthesis Markup around a text of which nothing is markup. */
final class Ssml {

  /** What Polly takes, percent of the voice's own pace. */
  private static final int SLOWEST = 20;

  private static final int FASTEST = 200;

  /** A stressed word lasts longer by a third (Cooper, Eady &amp; Mueller 1985). */
  private static final float STRESSED_PACE = 0.75f;

  private Ssml() {}

  /** What of the markup Polly's engines know for a word that stands out (Polly's list of tags). */
  enum Stress {
    /** {@code emphasis}: slower, louder and higher. */
    EMPHASIS,
    /** {@code prosody} without pitch. */
    PROSODY,
    NONE;

    static Stress of(String engine) {
      return switch (engine) {
        case "standard" -> EMPHASIS;
        case "neural" -> PROSODY;
        default -> NONE;
      };
    }
  }

  /**
   * @param speed 1 is the voice's own pace
   */
  static String spoken(String text, float speed) {
    return spoken(text, speed, List.of(), Stress.NONE);
  }

  /**
   * @param emphasis what of the text stands out, in order, nothing twice
   */
  static String spoken(String text, float speed, List<TextRange> emphasis, Stress stress) {
    StringBuilder spoken = new StringBuilder();
    int at = 0;
    for (TextRange one : stress == Stress.NONE ? List.<TextRange>of() : emphasis) {
      spoken.append(escaped(text.substring(at, one.start())));
      spoken.append(stressed(escaped(text.substring(one.start(), one.end())), speed, stress));
      at = one.end();
    }
    spoken.append(escaped(text.substring(at)));
    return String.format(
        Locale.ROOT, "<speak><prosody rate=\"%d%%\">%s</prosody></speak>", percent(speed), spoken);
  }

  private static String stressed(String word, float speed, Stress stress) {
    return stress == Stress.EMPHASIS
        ? "<emphasis level=\"strong\">" + word + "</emphasis>"
        : String.format(
            Locale.ROOT,
            "<prosody rate=\"%d%%\" volume=\"+4dB\">%s</prosody>",
            percent(speed * STRESSED_PACE),
            word);
  }

  private static int percent(float speed) {
    return Math.max(SLOWEST, Math.min(FASTEST, Math.round(speed * 100)));
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
