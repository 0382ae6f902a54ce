package org.univoice.job.recognition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Addresses and numbers that name a person or open an account, found by their form: e-mail,
 * telephone, payment card, IBAN, CPF and social security number, written or said digit by digit.
 * Numbers with check digits are believed only when those are right; better one number too many than
 * one too few.
 */
final class PersonalData {

  private static final String DIGIT_WORD =
      "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine"
          + "|um|uma|dois|duas|três|quatro|cinco|seis|meia|sete|oito|nove"
          + "|cero|uno|una|dos|tres|cuatro|siete|ocho|nueve"
          + "|zéro|un|une|deux|trois|quatre|cinq|sept|huit|neuf)";

  private static final String DOT = "(?:dot|ponto|punto|point)";
  private static final String AT = " (?:at|arroba|arobase) ";
  private static final String SPELT_OUT_DOMAIN = "(?:(?: " + DOT + " |\\.)[\\w-]{1,63})";
  private static final String SPELT_OUT_NAME = "(?:[\\w.+-]{1,64} " + DOT + " ){0,4}[\\w.+-]{1,64}";

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private record Form(Pattern pattern, Predicate<String> isMeant) {
    static Form of(String regex, Predicate<String> isMeant) {
      return new Form(Pattern.compile(regex, FLAGS | Pattern.UNICODE_CHARACTER_CLASS), isMeant);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          Form.of("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+", text -> true),
          Form.of(SPELT_OUT_NAME + "@[\\w-]{1,63}" + SPELT_OUT_DOMAIN + "{1,4}", text -> true),
          Form.of(SPELT_OUT_NAME + AT + "[\\w-]{1,63}" + SPELT_OUT_DOMAIN + "{1,4}", text -> true),
          Form.of("\\b\\d(?:[ -]?\\d){12,18}\\b", text -> isLuhn(digits(text))),
          Form.of(
              "\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b",
              PersonalData::isIban),
          Form.of("\\b\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}\\b", text -> isCpf(digits(text))),
          Form.of("\\b(?!000|666|9)\\d{3}[- ]\\d{2}[- ]\\d{4}\\b", text -> true),
          Form.of(
              "(?<![\\w.,])\\+?\\(?\\d(?:[ ().-]{0,2}\\d){8,14}(?![\\w])",
              text -> digits(text).length() >= 9),
          Form.of("\\b\\d{3}[-. ]\\d{4}\\b", text -> true),
          Form.of("\\b" + DIGIT_WORD + "(?:[ ,-]{1,2}" + DIGIT_WORD + "){6,}\\b", text -> true));

  /** What may become a number while it is still being said. */
  private static final List<Form> OPEN_FORMS =
      List.of(
          Form.of("\\+?\\(?\\d(?:[ ().-]{0,2}\\d){2,}[ ().-]*$", text -> true),
          Form.of("\\b" + DIGIT_WORD + "(?:[ ,-]{1,2}" + DIGIT_WORD + "){2,}\\W*$", text -> true),
          Form.of("[\\w.+-]{1,64}@[\\w.-]*$", text -> true),
          // "look at me" is hidden for a moment too: until it is known what follows.
          Form.of(
              SPELT_OUT_NAME
                  + "(?:@|"
                  + AT.stripTrailing()
                  + ")(?: ?[\\w-]{1,63}"
                  + SPELT_OUT_DOMAIN
                  + "{0,4}(?: "
                  + DOT
                  + ")?)?\\W*$",
              text -> true));

  private PersonalData() {}

  /**
   * @param isOpen whether the text goes on: then its end is hidden already when it may become a
   *     number or an address
   */
  static List<Span> in(String text, boolean isOpen) {
    List<Span> found = new ArrayList<>();
    FORMS.forEach(form -> find(form, text, found));
    if (isOpen) {
      OPEN_FORMS.forEach(form -> find(form, text, found));
    }
    return found;
  }

  private static void find(Form form, String text, List<Span> found) {
    var each = form.pattern().matcher(text);
    while (each.find()) {
      if (form.isMeant().test(each.group())) {
        found.add(new Span(each.start(), each.end()));
      }
    }
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }

  /** ISO/IEC 7812-1, annex B. */
  static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      int doubled = 2 * digit;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** ISO 13616: letters are 10 to 35, the rest by 97 is 1. */
  static boolean isIban(String text) {
    String bare = text.replace(" ", "");
    var number = new StringBuilder();
    for (char each : (bare.substring(4) + bare.substring(0, 4)).toCharArray()) {
      number.append(Character.getNumericValue(each));
    }
    return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }

  /** Brazil's Receita Federal: two check digits modulo 11. */
  static boolean isCpf(String digits) {
    return check(digits, 9) == digits.charAt(9) - '0'
        && check(digits, 10) == digits.charAt(10) - '0';
  }

  private static int check(String digits, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (digits.charAt(i) - '0') * (count + 1 - i);
    }
    int rest = 11 - sum % 11;
    return rest > 9 ? 0 : rest;
  }
}
