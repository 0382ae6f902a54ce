package org.univoice.local.client;

/**
 * One speech as it was heard; grows with every frame.
 *
 * @param endMillis where the segment ends whose translation it speaks
 * @param waitMillis from its first byte to its being played, after the speech ahead of it
 */
record HeardSpeech(
    String segment,
    long endMillis,
    String voice,
    Long firstByteAtMillis,
    Long waitMillis,
    Long startMillis,
    Long stopMillis) {

  static HeardSpeech announced(String segment, long endMillis, String voice) {
    return new HeardSpeech(segment, endMillis, voice, null, null, null, null);
  }

  /**
   * @param atMillis arrival of the frame on the wall clock
   * @param arrivedMillis the same on the listener's timeline
   */
  HeardSpeech with(long atMillis, long arrivedMillis, SpeechTrack.Placed placed) {
    return firstByteAtMillis == null
        ? new HeardSpeech(
            segment,
            endMillis,
            voice,
            atMillis,
            placed.startMillis() - arrivedMillis,
            placed.startMillis(),
            placed.endMillis())
        : new HeardSpeech(
            segment,
            endMillis,
            voice,
            firstByteAtMillis,
            waitMillis,
            startMillis,
            placed.endMillis());
  }
}
