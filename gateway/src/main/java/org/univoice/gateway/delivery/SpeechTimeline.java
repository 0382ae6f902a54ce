package org.univoice.gateway.delivery;

import java.util.Arrays;
import java.util.Map;
import org.univoice.gateway.bounded.BoundedMap;

/**
 * Numbers each segment's speech and places its chunks in time, for the small header of an audio
 * frame. The newest {@code capacity} segments are remembered, so that what is sent again after a
 * re-attach has the same numbers. Not safe for use by several threads at once.
 */
public final class SpeechTimeline {
  private final Map<String, Speech> speeches;
  private int lastNumber;

  public SpeechTimeline(int capacity) {
    speeches = BoundedMap.ofLatest(capacity);
  }

  /** The segment's number, from 1; the same whenever asked. */
  public int number(String segmentId) {
    return speech(segmentId).number;
  }

  /**
   * Where the chunk starts, in milliseconds since the start of its segment's speech. Each chunk is
   * placed after those of lower index that were placed before.
   */
  public int place(String segmentId, int index, int durationMillis) {
    Speech speech = speech(segmentId);
    int from = Math.max(0, Math.min(index, speech.placed));
    int startMillis = from == 0 ? 0 : speech.endsMillis[from - 1];
    if (index == speech.placed) {
      speech.add(startMillis + durationMillis);
    }
    return startMillis;
  }

  private Speech speech(String segmentId) {
    return speeches.computeIfAbsent(segmentId, ignored -> new Speech(++lastNumber));
  }

  private static final class Speech {
    private final int number;
    private int[] endsMillis = new int[8];
    private int placed;

    private Speech(int number) {
      this.number = number;
    }

    private void add(int endMillis) {
      if (placed == endsMillis.length) {
        endsMillis = Arrays.copyOf(endsMillis, 2 * placed);
      }
      endsMillis[placed++] = endMillis;
    }
  }
}
