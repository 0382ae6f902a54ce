package org.univoice.job.recognition;

import java.util.ArrayList;
import java.util.List;
import org.univoice.job.recognition.Recognizer.Guess;
import org.univoice.job.recognition.Recognizer.Recognition;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * Where the language may change inside a segment: at a pause with enough speech on either side to
 * tell. Docs/policies/recognition.md.
 *
 * @param cut in the middle of the pause
 */
record LanguageChange(ClauseCut cut) {

  /** After 1 s Whisper base names a wrong language for every second segment. */
  private static final int SIDE_FRAMES = 1_600 / FrameEnergies.MILLIS;

  /** As long as the pause that asks for a candidate. */
  private static final int PAUSE_FRAMES = 200 / FrameEnergies.MILLIS;

  /** Stretches of one language that Whisper base took for another had 0.7 at most. */
  private static final float CLEAR = 0.8f;

  /**
   * The last such pause, for what is said since is new, and the first, for what is before it is in
   * one language even if the rest has pauses of its own.
   */
  static List<LanguageChange> possibleIn(SpeechSegment segment) {
    var energies = FrameEnergies.of(segment.pcm());
    List<LanguageChange> found = new ArrayList<>();
    int from = SIDE_FRAMES;
    for (int frame = SIDE_FRAMES; frame <= energies.count() - SIDE_FRAMES; frame++) {
      boolean isPause = energies.isPause(frame, energies.count());
      boolean isLast = frame == energies.count() - SIDE_FRAMES;
      int to = isPause ? frame + 1 : frame;
      if ((!isPause || isLast) && to - from >= PAUSE_FRAMES) {
        long atMillis = segment.pcmStartMillis() + (long) (from + to) * FrameEnergies.MILLIS / 2;
        found.add(new LanguageChange(new ClauseCut(segment.ref().wholeStartMillis(), atMillis)));
      }
      from = isPause ? from : frame + 1;
    }
    return found.size() < 2 ? found : List.of(found.get(found.size() - 1), found.get(0));
  }

  /** Whether enough had been said after the pause by then to tell. */
  boolean couldBeHeard(long byMillis) {
    return byMillis - cut.atMillis() >= (long) SIDE_FRAMES * FrameEnergies.MILLIS;
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
