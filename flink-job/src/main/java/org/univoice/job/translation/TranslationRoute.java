package org.univoice.job.translation;

import java.util.function.BiPredicate;

/**
 * How an utterance gets from one language into another with the models there are. Every language
 * that is not served directly goes through English, which has the most models.
 *
 * @param tier what may be promised of it, as `/v1/languages/pairs` says beforehand
 */
record TranslationRoute(Way way, String tier) {

  static final String BRIDGE = "en";

  /** Whether what was said goes into a model, and not the recognizer's English of it. */
  boolean isOfWords() {
    return way == Way.DIRECT || way == Way.OVER_ENGLISH;
  }

  enum Way {
    /** It is in that language already. */
    AS_IT_IS,
    /** One model. */
    DIRECT,
    /** Two models, one after the other. */
    OVER_ENGLISH,
    /** The recognizer's English is what is wanted. */
    GIST,
    /** The recognizer's English, translated. */
    GIST_OVER_ENGLISH,
    NONE
  }

  /**
   * @param source primary subtag, as is target
   * @param hasGist whether the recognizer gave English of its own
   * @param serves whether a model translates from one language into another
   */
  static TranslationRoute of(
      String source, String target, boolean hasGist, BiPredicate<String, String> serves) {
    if (source.equals(target)) {
      return new TranslationRoute(Way.AS_IT_IS, "none");
    }
    if (serves.test(source, target)) {
      return new TranslationRoute(Way.DIRECT, "useful");
    }
    boolean fromEnglish = !target.equals(BRIDGE) && serves.test(BRIDGE, target);
    // What two models have turned round twice is good for following and not for quoting.
    if (fromEnglish && serves.test(source, BRIDGE)) {
      return new TranslationRoute(Way.OVER_ENGLISH, "gist");
    }
    if (hasGist && target.equals(BRIDGE)) {
      return new TranslationRoute(Way.GIST, "gist");
    }
    return hasGist && fromEnglish
        ? new TranslationRoute(Way.GIST_OVER_ENGLISH, "gist")
        : new TranslationRoute(Way.NONE, "none");
  }
}
