package org.univoice.job.translation;

import java.util.Set;

/**
 * Whether a clause may be translated before its sentence is over. Between languages that put
 * subject, verb and object in the same order it may: what comes later changes little of what was
 * said. Where one of the two keeps the verb, or what decides the sense, for the end, it waits for
 * the rest.
 *
 * <p>Orders of words are those of the World Atlas of Language Structures, feature 81A (Dryer).
 * German and Dutch have no dominant order there: their subordinate clauses end with the verb.
 */
final class ClauseOrder {

  private static final Set<String> SUBJECT_VERB_OBJECT =
      Set.of(
          "en", "pt", "es", "fr", "it", "ca", "gl", "ro", "sv", "da", "no", "nb", "nn", "is", "pl",
          "cs", "sk", "uk", "ru", "bg", "hr", "sr", "bs", "sl", "mk", "el", "sq", "fi", "et", "lv",
          "lt", "id", "ms", "vi", "sw", "he");

  private ClauseOrder() {}

  /** Of primary subtags. */
  static boolean isKept(String source, String target) {
    return source.equals(target)
        || SUBJECT_VERB_OBJECT.contains(source) && SUBJECT_VERB_OBJECT.contains(target);
  }
}
