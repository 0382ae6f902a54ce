package org.univoice.job.recognition;

import org.univoice.job.segmentation.SpeechSegment;

/**
 * What is remembered of a track.
 *
 * @param language identified before; empty while unknown
 * @param partial the words of the open segment; null without any
 * @param held a candidate that waits for its verdict because the recognizer is busy; null else
 */
public record RecognitionMemory(String language, PartialMemory partial, SpeechSegment held) {

  static final RecognitionMemory NOTHING = new RecognitionMemory("", null, null);

  RecognitionMemory withLanguage(String identified) {
    return new RecognitionMemory(identified, partial, held);
  }

  RecognitionMemory withPartial(PartialMemory newPartial) {
    return new RecognitionMemory(language, newPartial, held);
  }

  RecognitionMemory holding(SpeechSegment candidate) {
    return new RecognitionMemory(language, partial, candidate);
  }

  /** The segment is finished: its words are no longer needed. */
  RecognitionMemory afterSegment() {
    return new RecognitionMemory(language, null, null);
  }

  boolean holds(SpeechSegment verdict) {
    return held != null
        && held.ref().isSameSegment(verdict.ref())
        && held.ref().revision() == verdict.ref().revision();
  }
}
