package org.univoice.job.recognition;

import org.univoice.job.segmentation.SpeechSegment;

/**
 * What is remembered of a track.
 *
 * @param language identified before; empty while unknown
 * @param partial the words of the open segment; null without any
 * @param held a candidate that waits for its verdict because the recognizer is busy; null else
 * @param cut up to where the open segment has been said for good; null for nothing of it
 */
public record RecognitionMemory(
    String language, PartialMemory partial, SpeechSegment held, ClauseCut cut) {

  static final RecognitionMemory NOTHING = new RecognitionMemory("", null, null, null);

  RecognitionMemory withLanguage(String identified) {
    return new RecognitionMemory(identified, partial, held, cut);
  }

  RecognitionMemory withPartial(PartialMemory newPartial) {
    return new RecognitionMemory(language, newPartial, held, cut);
  }

  RecognitionMemory holding(SpeechSegment candidate) {
    return new RecognitionMemory(language, partial, candidate, cut);
  }

  RecognitionMemory withCut(ClauseCut newCut) {
    return new RecognitionMemory(language, partial, held, newCut);
  }

  /** The segment is finished: its words are no longer needed. */
  RecognitionMemory afterSegment() {
    return new RecognitionMemory(language, null, null, null);
  }

  boolean holds(SpeechSegment verdict) {
    return held != null
        && held.ref().isSameSegment(verdict.ref())
        && held.ref().revision() == verdict.ref().revision();
  }
}
