package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day of a month that is called by its name, in English and Portuguese: "March 15", "the 15th of
 * March, 2024", "1º de maio". The names are of CLDR; "next Monday" is left to the model.
 *
 * @param month from 1
 * @param year null when none is said
 */
record CalendarDay(int day, int month, String year) {

  private static final List<String> ENGLISH =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> PORTUGUESE =
      List.of(
          "janeiro",
          "fevereiro",
          "março",
          "abril",
          "maio",
          "junho",
          "julho",
          "agosto",
          "setembro",
          "outubro",
          "novembro",
          "dezembro");
  private static final Map<String, List<String>> MONTHS = Map.of("en", ENGLISH, "pt", PORTUGUESE);
  private static final int LONGEST_MONTH_DAYS = 31;

  private static final String EDGE = "(?<![\\p{L}\\p{N}])(?<!\\p{N}[.,:/-])";
  private static final String END = "(?![\\p{L}\\p{N}])(?![.,:/]\\p{N})";
  private static final String ORDINAL = "(?:st|nd|rd|th)?";

  /** With a capital: "they march 15 miles" names no month. */
  private static final Pattern IN_ENGLISH =
      Pattern.compile(
          EDGE
              + "(?:(?:[Tt]he )?(?<day>\\d{1,2})"
              + ORDINAL
              + "(?: of)? (?<month>"
              + String.join("|", ENGLISH)
              + ")|(?<monthfirst>"
              + String.join("|", ENGLISH)
              + ") (?:the )?(?<dayafter>\\d{1,2})"
              + ORDINAL
              + ")(?:,? (?<year>\\d{4}))?"
              + END);

  private static final Pattern IN_PORTUGUESE =
      Pattern.compile(
          EDGE
              + "(?<day>\\d{1,2})[ºo°]? de (?<month>"
              + String.join("|", PORTUGUESE)
              + ")(?: de (?<year>\\d{4}))?"
              + END,
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  static List<WordedFigure> in(String text, String source, String target) {
    List<WordedFigure> found = new ArrayList<>();
    if (MONTHS.containsKey(source) && MONTHS.containsKey(target)) {
      Matcher matcher = (source.equals("en") ? IN_ENGLISH : IN_PORTUGUESE).matcher(text);
      while (matcher.find()) {
        read(matcher, source)
            .map(day -> day.figure(matcher.start(), matcher.end(), target))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<CalendarDay> read(Matcher matcher, String source) {
    boolean isMonthFirst = source.equals("en") && matcher.group("monthfirst") != null;
    int day = Integer.parseInt(matcher.group(isMonthFirst ? "dayafter" : "day"));
    String name = matcher.group(isMonthFirst ? "monthfirst" : "month");
    int month =
        source.equals("en")
            ? ENGLISH.indexOf(name)
            : PORTUGUESE.indexOf(name.toLowerCase(Locale.ROOT));
    return day < 1 || day > LONGEST_MONTH_DAYS
        ? Optional.empty()
        : Optional.of(new CalendarDay(day, month + 1, matcher.group("year")));
  }

  private WordedFigure figure(int start, int end, String target) {
    boolean isEnglish = target.equals("en");
    return new WordedFigure(
        start,
        end,
        WordedFigure.DATE,
        isEnglish ? english() : portuguese(),
        WordedFigure.standing(isEnglish ? englishForms() : portugueseForms()));
  }

  String english() {
    return ENGLISH.get(month - 1) + " " + day + (year == null ? "" : ", " + year);
  }

  String portuguese() {
    String first = day == 1 ? "1º" : String.valueOf(day);
    return first + " de " + PORTUGUESE.get(month - 1) + (year == null ? "" : " de " + year);
  }

  private String englishForms() {
    String name = ENGLISH.get(month - 1);
    String number = "0?" + day + ORDINAL;
    return String.format(
        "(?:%s (?:the )?%s(?!\\d)|(?:the )?%s(?: of)? %s)%s",
        name, number, number, name, year == null ? "(?!,? \\d{4}(?!\\d))" : ",? " + year);
  }

  private String portugueseForms() {
    String number = "0?" + day + "[ºo°]?" + (day == 1 ? "|primeiro" : "");
    return String.format(
        "(?:%s) de %s%s",
        number, PORTUGUESE.get(month - 1), year == null ? "(?! de \\d{4})" : " de " + year);
  }
}
