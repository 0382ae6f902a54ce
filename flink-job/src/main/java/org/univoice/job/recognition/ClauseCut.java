package org.univoice.job.recognition;

import java.util.Arrays;
import java.util.stream.Stream;
import org.univoice.job.segmentation.SpeechSegment;

/**
 * Up to where a segment that goes on has been said for good. What comes of it later is asked about
 * from there on.
 *
 * @param wholeStartMillis which segment
 * @param atMillis on the track's timeline
 * @param said the segment's words before it; null in state that is older than this
 */
public record ClauseCut(long wholeStartMillis, long atMillis, String[] said) {

  private static final String[] NOTHING = {};

  /** Before which nobody knows what was said. */
  ClauseCut(long wholeStartMillis, long atMillis) {
    this(wholeStartMillis, atMillis, NOTHING);
  }

  /** The part of a segment that has not been said for good: all of it when nothing was cut. */
  static SpeechSegment rest(ClauseCut cut, SpeechSegment segment) {
    return isIn(cut, segment) && segment.ref().startMillis() < cut.atMillis
        ? segment.from(cut.atMillis)
        : segment;
  }

  /**
   * What that part is heard with: all before it. Of a language that is to be identified nothing,
   * for it may change at the cut.
   *
   * @param segment all of it
   */
  static LeftContext context(ClauseCut cut, SpeechSegment segment) {
    String[] words = said(cut, segment);
    return words.length == 0 || LanguageTag.primary(segment.language()).isEmpty()
        ? LeftContext.NONE
        : new LeftContext(segment.until(cut.atMillis).pcm(), words);
  }

  /** The words of a segment that were said for good. */
  private static String[] said(ClauseCut cut, SpeechSegment segment) {
    return isIn(cut, segment) && cut.said != null ? cut.said : NOTHING;
  }

  private static boolean isIn(ClauseCut cut, SpeechSegment segment) {
    return cut != null && cut.wholeStartMillis == segment.ref().wholeStartMillis();
  }

  /**
   * The same after more words; of a segment of which not all is known that was said, nothing is.
   *
   * @param before of the same segment, or of another
   */
  ClauseCut after(ClauseCut before, SpeechSegment segment, String[] clause) {
    if (isIn(before, segment) && before.said == null) {
      return new ClauseCut(wholeStartMillis, atMillis, null);
    }
    var all = Stream.concat(Arrays.stream(said(before, segment)), Arrays.stream(clause));
    return new ClauseCut(wholeStartMillis, atMillis, all.toArray(String[]::new));
  }

  /**
   * Where between two words the speech is cut: in the middle of the quietest 20 ms from 40 ms
   * before the one is said to end until 40 ms after the other is said to begin, for the
   * recognizer's times are only nearly right.
   *
   * @param fromMillis end of the last word, on the track's timeline
   * @param toMillis start of the next
   * @return null where the speech flows on: the words on both sides would be cut
   */
  static ClauseCut between(SpeechSegment segment, long fromMillis, long toMillis) {
    var energies = FrameEnergies.of(segment.pcm());
    int from = frame(segment, Math.min(fromMillis, toMillis) - 2 * FrameEnergies.MILLIS);
    int to = frame(segment, Math.max(fromMillis, toMillis) + 2 * FrameEnergies.MILLIS);
    int softest = energies.softest(from, to, frame(segment, (fromMillis + toMillis) / 2));
    if (!energies.isPause(softest, to)) {
      return null;
    }
    long at =
        segment.pcmStartMillis() + (long) softest * FrameEnergies.MILLIS + FrameEnergies.MILLIS / 2;
    return new ClauseCut(segment.ref().wholeStartMillis(), at);
  }

  private static int frame(SpeechSegment segment, long millis) {
    return Math.toIntExact((millis - segment.pcmStartMillis()) / FrameEnergies.MILLIS);
  }
}
