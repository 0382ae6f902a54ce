package org.univoice.gateway.privacy;

class MemoryErasureStoreTest extends ErasureStoreContract {
  private final ErasureStore store = new MemoryErasureStore();

  @Override
  protected ErasureStore store() {
    return store;
  }
}
