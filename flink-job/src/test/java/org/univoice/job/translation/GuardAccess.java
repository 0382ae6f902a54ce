package org.univoice.job.translation;

import java.util.Optional;

/** Lets the detector's tests ask the guard. */
public final class GuardAccess {

  private GuardAccess() {}

  public static Optional<String> complaint(
      TextLanguages languages, String text, String original, String source, String target) {
    return new TranslationGuard(languages).complaint(text, original, source, target);
  }
}
