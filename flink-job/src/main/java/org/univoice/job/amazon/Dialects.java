package org.univoice.job.amazon;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of a language's dialects a service is asked for: UniVoice knows languages only. */
final class Dialects {

  /** The dialect with the most speakers among those that the services know; first come, first. */
  private static final List<String> USUAL =
      List.of(
          "en-US", "pt-BR", "es-US", "fr-FR", "de-DE", "it-IT", "zh-CN", "cmn-CN", "ja-JP", "ko-KR",
          "hi-IN", "ar-SA", "arb", "nl-NL", "sv-SE", "no-NO", "nb-NO");

  private Dialects() {}

  /** "pt" of "pt-BR"; the codes by which Polly names macrolanguages' members count as these. */
  static String language(String tag) {
    int end = tag.indexOf('-');
    String primary = (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    return switch (primary) {
      case "cmn" -> "zh";
      case "arb" -> "ar";
      case "nb" -> "no";
      default -> primary;
    };
  }

  /**
   * The preferred dialect if it is one of the language, then the usual, then any.
   *
   * @param preferred dialects in order of preference, of any languages
   * @param served what there is
   */
  static Optional<String> of(String language, List<String> preferred, Collection<String> served) {
    String wanted = language(language);
    return served.stream()
        .filter(tag -> language(tag).equals(wanted))
        .min(
            Comparator.comparingInt((String tag) -> rank(preferred, tag))
                .thenComparingInt(tag -> rank(USUAL, tag))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int rank(List<String> order, String tag) {
    int at = order.indexOf(tag);
    return at < 0 ? Integer.MAX_VALUE : at;
  }
}
