package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A date, a time of day or a measure that is partly words: "March 15", "3 pm", "10 km". A model
 * makes a better sentence of the words than of a placeholder, so its own wording is taken when it
 * means the same.
 *
 * @param start first char
 * @param end the char after the last
 * @param type DATE or AMOUNT
 * @param rendering what the target language writes
 * @param forms whatever else means the same in the target language
 */
record WordedFigure(int start, int end, String type, String rendering, Pattern forms) {

  static final String DATE = "DATE";
  static final String AMOUNT = "AMOUNT";

  /** From left to right, none over another; only what is certain to be put into the target. */
  static List<WordedFigure> in(String text, String source, String target) {
    List<WordedFigure> found = new ArrayList<>(CalendarDay.in(text, source, target));
    for (List<WordedFigure> others :
        List.of(ClockTime.in(text, source, target), Measure.in(text, source, target))) {
      others.stream()
          .filter(other -> found.stream().noneMatch(other::overlaps))
          .toList()
          .forEach(found::add);
    }
    found.sort(Comparator.comparingInt(WordedFigure::start));
    return found;
  }

  /** How often a text says it. */
  long times(String translated) {
    return forms.matcher(translated).results().count();
  }

  /** Neither within a word or a longer number, nor with decimals behind it. */
  static Pattern standing(String forms) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])(?<!\\p{N}[.,:/-])(?:" + forms + ")(?![\\p{L}\\p{N}])(?![.,:/]\\p{N})",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private boolean overlaps(WordedFigure other) {
    return start < other.end && other.start < end;
  }
}
