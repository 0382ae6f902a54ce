package org.univoice.gateway.user;

class MemoryConsentHistoryTest extends ConsentHistoryContract {
  private final ConsentHistory history = new MemoryConsentHistory();

  @Override
  protected ConsentHistory history() {
    return history;
  }
}
