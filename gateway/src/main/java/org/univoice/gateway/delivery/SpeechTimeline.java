package org.univoice.gateway.delivery;

import java.util.Arrays;
import java.util.Map;
import org.univoice.gateway.bounded.BoundedMap;

/**
 * Numbers each segment's speech and places its chunks in time, for the small header of an audio
 * frame. Places are remembered of the newest {@code capacity} segments, so that what is sent again
 * after a re-attach has the same. Not safe for use by several threads at once.
 */
public final class SpeechTimeline {
  /** More than an hour of one speech; what lies beyond comes from nobody. */
  private static final int MOST_CHUNKS = 100_000;

  private final Map<String, Speech> speeches;

  public SpeechTimeline(int capacity) {
    speeches = BoundedMap.ofLatest(capacity);
  }

  /**
   * The segment's number, above 0: whichever gateway is asked, since a speech may go on at another
   * one. Ids of segments that are spoken at the same time differ in their last digits, and so do
   * their hashes.
   */
  public static int number(String segmentId) {
    return Math.max(1, segmentId.hashCode() & Integer.MAX_VALUE);
  }

  /**
   * Where the chunk starts, in milliseconds since the start of its segment's speech. Each chunk is
   * placed after those of lower index that were placed before; those that were not have no length.
   */
  public int place(String segmentId, int index, int durationMillis) {
    Speech speech = speeches.computeIfAbsent(segmentId, ignored -> new Speech());
    while (speech.placed < Math.min(index, MOST_CHUNKS)) {
      speech.add(speech.endMillis());
    }
    if (index == speech.placed) {
      int startMillis = speech.endMillis();
      speech.add(startMillis + durationMillis);
      return startMillis;
    }
    return index <= 0 ? 0 : speech.endsMillis[Math.min(index, speech.placed) - 1];
  }

  private static final class Speech {
    private int[] endsMillis = new int[8];
    private int placed;

    private int endMillis() {
      return placed == 0 ? 0 : endsMillis[placed - 1];
    }

    private void add(int endMillis) {
      if (placed == endsMillis.length) {
        endsMillis = Arrays.copyOf(endsMillis, 2 * placed);
      }
      endsMillis[placed++] = endMillis;
    }
  }
}
