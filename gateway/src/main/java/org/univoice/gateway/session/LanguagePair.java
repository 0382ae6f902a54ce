package org.univoice.gateway.session;

import java.util.Collection;
import org.univoice.gateway.catalogue.Languages;

/**
 * What is spoken in a session and what it is heard in, as far as somebody has said; otherwise
 * empty.
 *
 * @param source BCP 47 tag, or "auto"
 * @param target BCP 47 tag
 */
public record LanguagePair(String source, String target) {
  public static final LanguagePair UNKNOWN = new LanguagePair("", "");

  /**
   * What the first who speaks speaks, and the first other language that somebody hears.
   *
   * @param configurations in the order in which their participants joined
   */
  static LanguagePair of(Collection<Configuration> configurations) {
    String source =
        configurations.stream()
            .map(Configuration::speaks)
            .filter(tag -> !tag.isEmpty())
            .findFirst()
            .orElse("");
    String target =
        configurations.stream()
            .map(Configuration::hears)
            .filter(tag -> !tag.isEmpty())
            .filter(tag -> !Languages.primary(tag).equals(Languages.primary(source)))
            .findFirst()
            .orElse("");
    return new LanguagePair(source, target);
  }

  /**
   * What follows from another choice of the owner's for somebody who may have followed this one.
   */
  Configuration replacedIn(Configuration now, LanguagePair wanted) {
    boolean speaksIt = now.speaking() && now.speaks().equalsIgnoreCase(source);
    boolean hearsIt = !now.hears().isEmpty() && now.hears().equalsIgnoreCase(target);
    return new Configuration(
        now.audio(),
        speaksIt && !wanted.source.isEmpty() ? wanted.source : now.speaks(),
        hearsIt && !wanted.target.isEmpty() ? wanted.target : now.hears(),
        now.captions(),
        now.output(),
        now.original(),
        now.ownTranslations());
  }
}
