package org.univoice.gateway.glossary;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How upper and lower case count in a term. */
public enum CaseRule {
  /** Found in any case; the target stands as it was given. */
  ANY,
  /** Found only as it was given. */
  EXACT,
  /** Found in any case; the target follows what was said: all capitals, or a capital at first. */
  FOLLOW;

  /** As it is written in a file, in any case; empty when there is no such rule. */
  static Optional<CaseRule> of(String word) {
    return Stream.of(values()).filter(rule -> rule.word().equalsIgnoreCase(word)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
