package org.univoice.job.diarization;

import java.util.List;
import org.univoice.job.recognition.RecognizedWord;

/**
 * How fast somebody speaks, in words per minute of the time from a first word's beginning to a last
 * one's end: short pauses within count, what lies around the words does not. (Speech rate as
 * Goldman-Eisler 1968 tells it from the rate of articulation, which leaves the pauses out.)
 */
final class WordRate {

  /** One or two words say how long those words are. */
  static final int FEWEST_WORDS = 3;

  private static final double MILLIS_PER_MINUTE = 60_000;

  private WordRate() {}

  /**
   * @param stretches a voice's words, in order, each stretch without anybody else's between them
   * @return words per minute; NaN of too few words, or of words without times
   */
  static float perMinute(List<RecognizedWord[]> stretches) {
    int words = 0;
    long millis = 0;
    for (RecognizedWord[] stretch : stretches) {
      if (stretch.length > 0) {
        words += stretch.length;
        millis += stretch[stretch.length - 1].endMillis() - stretch[0].startMillis();
      }
    }
    return words < FEWEST_WORDS || millis <= 0
        ? Float.NaN
        : (float) (words * MILLIS_PER_MINUTE / millis);
  }
}
