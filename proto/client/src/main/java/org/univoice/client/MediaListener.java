package org.univoice.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Hears what the gateway sends, each thing once and in order, also across lost connections. Called
 * on the connection's thread: must return quickly.
 */
public interface MediaListener {

  /** Everything but speech: captions, translations, notices, … as docs/api.md describes them. */
  void onMessage(JsonNode message);

  /** A piece of speech, to be played after the one before. */
  void onSpeech(SpeechFrame frame);

  /**
   * A piece of what somebody else says, as it is, live: pieces may be missing. Only comes to who
   * configured {@code original}.
   */
  default void onOriginal(SpeechFrame frame) {}
}
