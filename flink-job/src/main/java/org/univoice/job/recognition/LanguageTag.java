package org.univoice.job.recognition;

import java.util.Locale;

/** What the job needs of BCP 47. */
public final class LanguageTag {

  private static final String IDENTIFY = "auto";

  private LanguageTag() {}

  /** "en" of "en-US"; empty of "auto". */
  public static String primary(String tag) {
    if (tag == null || tag.equalsIgnoreCase(IDENTIFY)) {
      return "";
    }
    int end = tag.indexOf('-');
    return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
