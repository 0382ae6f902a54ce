package org.univoice.gateway.voice;

class FakeVoiceprintsTest extends VoiceprintsContract {

  @Override
  protected Voiceprints voiceprints() {
    return new FakeVoiceprints();
  }
}
