package org.univoice.job.translation;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the separators of a number round where two languages write them the other way: 1,250.50 and
 * 1.250,50. Only where it is certain what the number is: with groups of thousands, or as a decimal
 * that is money or a share. Anything else may be a version or a number of a paragraph, and stays.
 */
final class NumberStyle {

  private static final Set<String> COMMA_FOR_DECIMALS =
      Set.of("pt", "es", "fr", "it", "de", "nl", "ro", "pl", "ru", "ca", "gl");

  private static final Pattern GROUPED_BY_COMMA =
      Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
  private static final Pattern GROUPED_BY_POINT =
      Pattern.compile("\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?");
  private static final Pattern DECIMAL_POINT = Pattern.compile("\\d+\\.\\d{1,2}");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d+,\\d{1,2}");

  private NumberStyle() {}

  /**
   * @param isQuantity whether it is known to be money or a share
   */
  static String of(String number, String source, String target, boolean isQuantity) {
    boolean from = COMMA_FOR_DECIMALS.contains(source);
    if (from == COMMA_FOR_DECIMALS.contains(target)) {
      return number;
    }
    Pattern grouped = from ? GROUPED_BY_POINT : GROUPED_BY_COMMA;
    Pattern decimal = from ? DECIMAL_COMMA : DECIMAL_POINT;
    boolean certain =
        grouped.matcher(number).matches() || isQuantity && decimal.matcher(number).matches();
    return certain ? turned(number) : number;
  }

  private static String turned(String number) {
    StringBuilder turned = new StringBuilder(number);
    for (int i = 0; i < turned.length(); i++) {
      char sign = turned.charAt(i);
      turned.setCharAt(i, sign == ',' ? '.' : sign == '.' ? ',' : sign);
    }
    return turned.toString();
  }
}
