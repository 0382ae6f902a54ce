package org.univoice.gateway.glossary;

class MemoryGlossaryStoreTest extends GlossaryStoreContract {
  private final GlossaryStore store = new MemoryGlossaryStore();

  @Override
  protected GlossaryStore store() {
    return store;
  }
}
