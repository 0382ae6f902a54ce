package org.univoice.gateway.session;

class MemoryParticipationStoreTest extends ParticipationStoreContract {
  private final ParticipationStore store = new MemoryParticipationStore();

  @Override
  protected ParticipationStore store() {
    return store;
  }
}
