package org.univoice.job.recognition;

import org.univoice.job.segmentation.SpeechSegment;

/**
 * Up to where a segment that goes on has been said for good. What comes of it later is asked about
 * from there on.
 *
 * @param wholeStartMillis which segment
 * @param atMillis on the track's timeline
 */
public record ClauseCut(long wholeStartMillis, long atMillis) {

  private static final int FRAME_MILLIS = 20;

  /** So much softer than the speech before it is where nobody speaks; docs/policies/clauses.md. */
  private static final double PAUSE_DB = 15;

  /** The part of a segment that has not been said for good: all of it when nothing was cut. */
  static SpeechSegment rest(ClauseCut cut, SpeechSegment segment) {
    boolean isCut = cut != null && cut.wholeStartMillis == segment.ref().wholeStartMillis();
    return isCut && segment.ref().startMillis() < cut.atMillis
        ? segment.from(cut.atMillis)
        : segment;
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
    byte[] pcm = segment.pcm();
    int from = frame(segment, Math.min(fromMillis, toMillis) - 2 * FRAME_MILLIS);
    int to = frame(segment, Math.max(fromMillis, toMillis) + 2 * FRAME_MILLIS);
    int quietest = frame(segment, (fromMillis + toMillis) / 2);
    double least = Double.MAX_VALUE;
    for (int frame = Math.max(0, from); frame <= to; frame++) {
      double energy = energy(pcm, frame * FRAME_MILLIS * SpeechSegment.BYTES_PER_MILLI);
      if (energy < least) {
        least = energy;
        quietest = frame;
      }
    }
    if (!isPause(least, pcm, to)) {
      return null;
    }
    long at = segment.pcmStartMillis() + (long) quietest * FRAME_MILLIS + FRAME_MILLIS / 2;
    return new ClauseCut(segment.ref().wholeStartMillis(), at);
  }

  private static boolean isPause(double least, byte[] pcm, int to) {
    double sum = 0;
    int frames = 0;
    for (int frame = 0; frame <= to; frame++) {
      double energy = energy(pcm, frame * FRAME_MILLIS * SpeechSegment.BYTES_PER_MILLI);
      if (energy < Double.MAX_VALUE) {
        sum += energy;
        frames++;
      }
    }
    return least * frames * Math.pow(10, PAUSE_DB / 10) <= sum;
  }

  private static int frame(SpeechSegment segment, long millis) {
    return Math.toIntExact((millis - segment.pcmStartMillis()) / FRAME_MILLIS);
  }

  private static double energy(byte[] pcm, int from) {
    int to = from + FRAME_MILLIS * SpeechSegment.BYTES_PER_MILLI;
    if (to > pcm.length) {
      return Double.MAX_VALUE;
    }
    double sum = 0;
    for (int i = from; i < to; i += 2) {
      double sample = (short) ((pcm[i + 1] << 8) | (pcm[i] & 0xff));
      sum += sample * sample;
    }
    return sum;
  }
}
