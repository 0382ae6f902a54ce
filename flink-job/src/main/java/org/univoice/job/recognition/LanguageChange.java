package org.univoice.job.recognition;

import org.univoice.job.recognition.Recognizer.Guess;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * Where the language may change inside a segment: at its last pause with enough speech on either
 * side to tell. Docs/policies/recognition.md.
 *
 * @param cut in the middle of the pause
 */
record LanguageChange(ClauseCut cut) {

  /** After 1 s Whisper base names a wrong language for every second segment. */
  private static final int SIDE_FRAMES = 1_600 / FrameEnergies.MILLIS;

  /** As long as the pause that asks for a candidate. */
  private static final int PAUSE_FRAMES = 200 / FrameEnergies.MILLIS;

  /** Stretches of one language that were taken for another had less than this. */
  private static final float CLEAR = 0.9f;

  /** Null where there is no such pause. */
  static LanguageChange possibleIn(SpeechSegment segment) {
    var energies = FrameEnergies.of(segment.pcm());
    int frame = energies.count() - SIDE_FRAMES;
    while (frame >= SIDE_FRAMES) {
      int last = frame;
      while (frame >= SIDE_FRAMES && energies.isPause(frame, energies.count())) {
        frame--;
      }
      if (last - frame >= PAUSE_FRAMES) {
        long atMillis =
            segment.pcmStartMillis() + (long) (frame + 1 + last) * FrameEnergies.MILLIS / 2;
        return new LanguageChange(new ClauseCut(segment.ref().wholeStartMillis(), atMillis));
      }
      frame--;
    }
    return null;
  }

  SpeechSegment before(SpeechSegment segment) {
    return segment.until(cut.atMillis());
  }

  SpeechSegment after(SpeechSegment segment) {
    return segment.from(cut.atMillis());
  }

  /**
   * Whether both sides are clearly in languages that differ, the second one weighed against the
   * first as one segment against the one before it.
   *
   * @param expected of the track
   */
  boolean isReal(
      SpeechSegment segment, SpokenLanguage expected, Recognition before, Recognition after) {
    if (after.text().isBlank() || !isClear(before) || !isClear(after)) {
      return false;
    }
    var first = expected.heard(before.guesses(), SpeechQuestions.audioMillis(before(segment)));
    var second = first.heard(after.guesses(), SpeechQuestions.audioMillis(after(segment)));
    return first.language().equals(before.guesses()[0].language())
        && second.language().equals(after.guesses()[0].language())
        && !first.language().equals(second.language());
  }

  /** The most probable comes first. */
  private static boolean isClear(Recognition heard) {
    Guess[] guesses = heard.guesses();
    return guesses.length > 0 && guesses[0].probability() >= CLEAR;
  }
}
