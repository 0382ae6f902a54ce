package org.univoice.gateway.user;

class MemoryUserStoreTest extends UserStoreContract {
  @Override
  protected UserStore store() {
    return new MemoryUserStore();
  }
}
