package org.univoice.gateway.catalogue;

/** What the loaded models declare. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface LanguageCatalogue {

  /**
   * What is served now; answers at once from what is known.
   *
   * @throws CatalogueUnavailableException when no model has been heard of yet
   */
  Languages languages();
}
