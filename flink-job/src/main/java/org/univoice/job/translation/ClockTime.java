package org.univoice.job.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day, between English of twelve hours and Portuguese of twenty-four: "3 pm", "às 15h30".
 * "15 horas" may be how long something takes, and is left to the model.
 *
 * @param hour of 24
 * @param minute two digits; empty when none is said
 */
record ClockTime(int hour, String minute) {

  private static final int NOON = 12;

  private static final Pattern IN_ENGLISH =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?<!\\p{N}[.,:])(\\d{1,2})(?::([0-5]\\d))? ?([ap])(?:m(?![\\p{L}\\p{N}])|\\.m\\.)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IN_PORTUGUESE =
      Pattern.compile(
          "(?<=(?<!\\p{L})(?:às|as|à|das) )(\\d{1,2})h([0-5]\\d)?(?![\\p{L}\\p{N}])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  static List<WordedFigure> in(String text, String source, String target) {
    return switch (source + ">" + target) {
      case "en>pt" -> ofEnglish(text);
      case "pt>en" -> ofPortuguese(text);
      default -> List.of();
    };
  }

  private static List<WordedFigure> ofEnglish(String text) {
    List<WordedFigure> found = new ArrayList<>();
    Matcher matcher = IN_ENGLISH.matcher(text);
    while (matcher.find()) {
      int hour = Integer.parseInt(matcher.group(1));
      if (hour >= 1 && hour <= NOON) {
        boolean isAfternoon = matcher.group(3).toLowerCase(Locale.ROOT).equals("p");
        var time = new ClockTime(hour % NOON + (isAfternoon ? NOON : 0), minute(matcher));
        found.add(time.figure(matcher, time.portuguese(), time.portugueseForms()));
      }
    }
    return found;
  }

  private static List<WordedFigure> ofPortuguese(String text) {
    List<WordedFigure> found = new ArrayList<>();
    Matcher matcher = IN_PORTUGUESE.matcher(text);
    while (matcher.find()) {
      int hour = Integer.parseInt(matcher.group(1));
      if (hour < 2 * NOON) {
        var time = new ClockTime(hour, minute(matcher));
        found.add(time.figure(matcher, time.english(), time.englishForms()));
      }
    }
    return found;
  }

  /** A full hour is said without its minutes, however it was said. */
  private static String minute(Matcher matcher) {
    String said = matcher.group(2);
    return said == null || said.equals("00") ? "" : said;
  }

  private WordedFigure figure(Matcher matcher, String rendering, String forms) {
    return new WordedFigure(
        matcher.start(),
        matcher.end(),
        WordedFigure.AMOUNT,
        rendering,
        WordedFigure.standing(forms));
  }

  String portuguese() {
    return hour + "h" + minute;
  }

  String english() {
    return ofTwelve() + (minute.isEmpty() ? "" : ":" + minute) + (isMorning() ? " am" : " pm");
  }

  private String portugueseForms() {
    String half = isMorning() ? "manhã|madrugada" : "tarde|noite";
    String minutes = minute.isEmpty() ? "(?: ?h(?:oras?)?| ?[h:]00)?" : " ?[h:]" + minute;
    String full = minute.isEmpty() ? "(?: ?h(?:oras?)?| ?[h:]00)" : " ?[h:]" + minute;
    return String.format(
        "0?%d%s d[ae] (?:%s)|0?%d%s|%s%s",
        ofTwelve(), minutes, half, hour, full, ampm(), named("meia-noite", "meio-dia"));
  }

  private String englishForms() {
    String half = isMorning() ? "morning" : "afternoon|evening|night";
    String minutes = minute.isEmpty() ? "(?::00)?" : ":" + minute;
    return String.format(
        "%d%s (?:in the|at) (?:%s)|0?%d:%s|%s%s",
        ofTwelve(),
        minutes,
        half,
        hour,
        minute.isEmpty() ? "00" : minute,
        ampm(),
        named("midnight", "noon"));
  }

  private String ampm() {
    String letter = isMorning() ? "a" : "p";
    String minutes = minute.isEmpty() ? "(?::00)?" : ":" + minute;
    return String.format("0?%d%s ?(?:%sm|%s\\.m\\.?)", ofTwelve(), minutes, letter, letter);
  }

  private String named(String midnight, String noon) {
    boolean hasName = minute.isEmpty() && hour % NOON == 0;
    return hasName ? "|" + (hour == 0 ? midnight : noon) : "";
  }

  private boolean isMorning() {
    return hour < NOON;
  }

  private int ofTwelve() {
    return hour % NOON == 0 ? NOON : hour % NOON;
  }
}
