package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;

/** Hears what the gateway sends, in order. Must return quickly. */
interface MediaListener {
  void onMessage(JsonNode message);

  void onSpeech(SpeechFrame frame);
}
