package org.univoice.gateway.voice;

class MemoryVoiceProfileStoreTest extends VoiceProfileStoreContract {
  @Override
  protected VoiceProfileStore store() {
    return new MemoryVoiceProfileStore();
  }
}
