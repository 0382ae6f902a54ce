package org.univoice.job.pacing;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out what carries no meaning when it is spoken: hesitations always, stock phrases and words
 * said twice by somebody in a hurry. Only whole words between their punctuation, so that content
 * stays ("you know the answer", "the ER", "um homem"); captions keep everything.
 */
public final class Fillers {

  /**
   * @param hesitations sounds that are no words of the language
   * @param phrases fillers where commas set them off
   * @param doubled words that mean nothing more when they are said twice
   */
  private record Words(String hesitations, String phrases, String doubled) {}

  private static final Map<String, Words> OF =
      Map.of(
          "en",
          new Words(
              "[Uu]+h?m+|[Uu]h+|[Ee]r+m?|[Hh]m+|[Mm]mm+",
              "you know|I mean|you see",
              "the|an|I|we|they|he|she|and|of|my|our|your|their|but|or|if|because"),
          "pt",
          new Words(
              "[Hh]u?m+|[Uu]h+|[Aa]hn|[Hh]ã+|[ÃãAa]h+m|[Éé]h",
              "você sabe|vocês sabem|sabe|quer dizer|quero dizer|tipo",
              "um|uma|os|as|e|eu|ele|ela|eles|elas|de|do|da|meu|minha|mas|ou|porque"),
          "es",
          new Words(
              "[Ee]h+|[Ee]mm*|[Hh]m+|[Mm]mm+|[Uu]h+",
              "sabes|ya sabes|usted sabe|o sea|quiero decir",
              "el|los|las|un|una|y|yo|ella|ellos|de|del|mi|su|pero|o|porque"),
          "fr",
          new Words(
              "[Ee]uh+|[Hh]eu+|[Hh]u?m+|[Uu]h+",
              "tu sais|vous savez|tu vois|vous voyez|je veux dire",
              "le|la|les|un|une|et|je|il|elle|ils|elles|de|du|des|que|mon|ma|mais|ou|parce"));

  private static final String WORD_BEGINS = "(?<![\\p{L}\\p{N}'’-])";
  private static final String WORD_ENDS = "(?![\\p{L}\\p{N}'’-])";

  private Fillers() {}

  /**
   * What is spoken of a translation; empty when it is nothing but a hesitation.
   *
   * @param source what was said: a hesitation that the translator took over as it was is left out
   * @param isBrisk whether phrases and doubled words are left out too
   */
  public static String without(
      String text, String language, String source, String sourceLanguage, boolean isBrisk) {
    String left = withoutHesitations(text, OF.get(language), source, OF.get(sourceLanguage));
    Words words = OF.get(language);
    if (isBrisk && words != null && hasWords(left)) {
      String brisk = withoutDoubled(withoutSetOff(left, words.phrases), words.doubled);
      left = hasWords(brisk) ? brisk : left;
    }
    return left.equals(text) ? text : hasWords(left) ? begunAs(text, left) : "";
  }

  private static String withoutHesitations(String text, Words words, String source, Words said) {
    String left = text;
    if (words != null) {
      // Asked or called out it is an answer: "Hm?", "Uh!"
      left =
          dropped(left, WORD_BEGINS + "(?:" + words.hesitations + ")" + WORD_ENDS + "(?!\\s*[?!])");
    }
    if (said != null && source != null) {
      Matcher taken =
          Pattern.compile(WORD_BEGINS + "(?:" + said.hesitations + ")" + WORD_ENDS).matcher(source);
      for (MatchResult one : (Iterable<MatchResult>) taken.results()::iterator) {
        left = withoutSetOff(left, Pattern.quote(one.group().toLowerCase(Locale.ROOT)));
      }
    }
    return left;
  }

  /** Between punctuation, or between it and an end of the text. */
  private static String withoutSetOff(String text, String phrases) {
    return dropped(text, "(?<=^|[,;:.!?…—]\\s{0,3})(?iu:" + phrases + ")(?=\\s*(?:[,;…—]|\\.{3}))");
  }

  /** Case counts, but for the text's first letter: "vitamin E e" is no stammer. */
  private static String withoutDoubled(String text, String doubled) {
    String lower =
        text.startsWith("I ")
            ? text
            : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    Matcher found =
        Pattern.compile(WORD_BEGINS + "(" + doubled + ")(?:,?\\s+\\1)+" + WORD_ENDS).matcher(lower);
    return found.find() ? found.replaceAll("$1") : text;
  }

  /** Without the matches, and with one comma where each stood between two, or behind one. */
  private static String dropped(String text, String filler) {
    Matcher found = Pattern.compile("(,?\\s*)" + filler + "(\\s*(?:,|…|\\.{3})?)").matcher(text);
    StringBuilder left = new StringBuilder();
    if (!found.find()) {
      return text;
    }
    do {
      boolean begins = left.length() == 0 && found.start() == 0;
      boolean comma = found.group(1).startsWith(",") || !found.group(2).isBlank();
      boolean afterStop =
          found.start() > 0 && ".!?…;:".indexOf(text.charAt(found.start() - 1)) >= 0;
      found.appendReplacement(left, begins ? "" : comma && !afterStop ? ", " : " ");
    } while (found.find());
    return found
        .appendTail(left)
        .toString()
        .replaceAll(",(?=\\s*[,.;:!?…])", "")
        .replaceAll("\\s+", " ")
        .replaceAll("\\s(?=[,.;:!?…])", "")
        .strip();
  }

  private static boolean hasWords(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static String begunAs(String text, String left) {
    return Character.isUpperCase(text.codePointAt(0))
        ? left.substring(0, 1).toUpperCase(Locale.ROOT) + left.substring(1)
        : left;
  }
}
