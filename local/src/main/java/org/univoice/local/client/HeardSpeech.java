package org.univoice.local.client;

/** One speech as it was heard; grows with every frame. */
record HeardSpeech(
    String segment,
    long endMillis,
    String voice,
    Long firstByteAtMillis,
    Long startMillis,
    Long stopMillis) {

  static HeardSpeech announced(String segment, long endMillis, String voice) {
    return new HeardSpeech(segment, endMillis, voice, null, null, null);
  }

  HeardSpeech with(long atMillis, SpeechTrack.Placed placed) {
    return new HeardSpeech(
        segment,
        endMillis,
        voice,
        firstByteAtMillis == null ? Long.valueOf(atMillis) : firstByteAtMillis,
        startMillis == null ? Long.valueOf(placed.startMillis()) : startMillis,
        placed.endMillis());
  }
}
