package org.univoice.job.recognition;

import org.univoice.job.segmentation.SpeechSegment;

/**
 * What is remembered of a track.
 *
 * @param spoken languages of the segments that are finished; null: none yet
 * @param hearing the same with the open segment as last heard; null: it has told nothing
 * @param partial the words of the open segment; null without any
 * @param held a candidate that waits for its verdict because the recognizer is busy; null else
 * @param cut up to where the open segment has been said for good; null for nothing of it
 */
public record RecognitionMemory(
    SpokenLanguage spoken,
    SpokenLanguage hearing,
    PartialMemory partial,
    SpeechSegment held,
    ClauseCut cut) {

  static final RecognitionMemory NOTHING = new RecognitionMemory(null, null, null, null, null);

  /** What to expect of the open segment, or of the next one. */
  SpokenLanguage expected() {
    return spoken == null ? SpokenLanguage.UNKNOWN : spoken;
  }

  /** The open segment sounds like this; heard again, it counts once. */
  RecognitionMemory hearing(SpokenLanguage heard) {
    return new RecognitionMemory(spoken, heard, partial, held, cut);
  }

  RecognitionMemory withPartial(PartialMemory newPartial) {
    return new RecognitionMemory(spoken, hearing, newPartial, held, cut);
  }

  RecognitionMemory holding(SpeechSegment candidate) {
    return new RecognitionMemory(spoken, hearing, partial, candidate, cut);
  }

  /** A part of the open segment has been said for good. */
  RecognitionMemory withCut(ClauseCut newCut) {
    return new RecognitionMemory(spoken, hearing, partial, held, newCut);
  }

  /** The segment is finished: its words are no longer needed. */
  RecognitionMemory afterSegment() {
    var after = settled();
    return new RecognitionMemory(after.spoken, null, null, null, null);
  }

  /** What the open segment has told of its language until now counts for good. */
  RecognitionMemory settled() {
    return new RecognitionMemory(hearing == null ? spoken : hearing, null, partial, held, cut);
  }

  boolean holds(SpeechSegment verdict) {
    return held != null
        && held.ref().isSameSegment(verdict.ref())
        && held.ref().revision() == verdict.ref().revision();
  }
}
