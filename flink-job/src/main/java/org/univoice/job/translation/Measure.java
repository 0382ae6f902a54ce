package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with the symbol of a unit, which is the same in every language: "10 km", "2.5 kg". Only
 * the figure's separators are the target's. ("five hundred dollars" are words, and the model's.)
 */
final class Measure {

  /** Units of the SI and those used with it, and of data; the longer of two first. */
  private static final String UNITS =
      "km/h|km|kg|mg|cm|mm|ml|mL|kWh|kW|GHz|MHz|kHz|Hz|TB|GB|MB|°C|°F|m|g|l|L";

  private static final Pattern SAID =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}%$€£¥])(?<!\\p{N}[.,:/-])(\\d+(?:[.,]\\d+)*)( ?)("
              + UNITS
              + ")(?![\\p{L}\\p{N}/²³])");

  private Measure() {}

  static List<WordedFigure> in(String text, String source, String target) {
    List<WordedFigure> found = new ArrayList<>();
    Matcher matcher = SAID.matcher(text);
    while (matcher.find()) {
      String figure = NumberStyle.of(matcher.group(1), source, target, true);
      String unit = matcher.group(3);
      found.add(
          new WordedFigure(
              matcher.start(),
              matcher.end(),
              WordedFigure.AMOUNT,
              figure + matcher.group(2) + unit,
              WordedFigure.standing(Pattern.quote(figure) + " ?" + Pattern.quote(unit))));
    }
    return found;
  }
}
