package org.univoice.gateway.catalogue;

class FixedLanguageCatalogueTest extends LanguageCatalogueContract {
  @Override
  protected LanguageCatalogue catalogue() {
    return Catalogues.englishAndPortuguese();
  }
}
