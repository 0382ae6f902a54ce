package org.univoice.gateway.session;

class MemorySessionStoreTest extends SessionStoreContract {
  @Override
  protected SessionStore store() {
    return new MemorySessionStore();
  }
}
