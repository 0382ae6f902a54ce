package org.univoice.gateway.session;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.TranslationWishes.Formality;

/**
 * What is to change in {@link TranslationWishes}; what is empty stays as it is.
 *
 * @param domain present and blank: nothing particular any more; kept in small letters
 */
public record TranslationChange(Optional<String> domain, Optional<Formality> formality) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,49}");

  public TranslationChange {
    domain = domain.map(word -> word.strip().toLowerCase(Locale.ROOT));
    if (domain.isPresent() && !domain.get().isEmpty() && !WORD.matcher(domain.get()).matches()) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'domain' is not a word.",
              "Send a word of at most 50 letters, digits, - and _, such as medical.")
          .about("domain");
    }
  }

  TranslationWishes applyTo(TranslationWishes former) {
    return new TranslationWishes(
        domain.orElse(former.domain()), formality.orElse(former.formality()));
  }
}
