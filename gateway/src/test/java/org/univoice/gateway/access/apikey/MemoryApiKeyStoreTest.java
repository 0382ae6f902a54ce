package org.univoice.gateway.access.apikey;

class MemoryApiKeyStoreTest extends ApiKeyStoreContract {
  private final ApiKeyStore store = new MemoryApiKeyStore();

  @Override
  protected ApiKeyStore store() {
    return store;
  }
}
