package org.univoice.gateway.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers each segment's speech and places its chunks in time, for the small header of an audio
 * frame. The newest {@code capacity} segments are remembered, so that what is sent again after a
 * re-attach has the same numbers. Not safe for use by several threads at once.
 */
public final class SpeechTimeline {
  private final int capacity;
  private final Map<String, Speech> speeches =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Speech> eldest) {
          return size() > capacity;
        }
      };
  private int lastNumber;

  public SpeechTimeline(int capacity) {
    this.capacity = capacity;
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
    List<Integer> ends = speech(segmentId).endsMillis;
    int from = Math.max(0, Math.min(index, ends.size()));
    int startMillis = from == 0 ? 0 : ends.get(from - 1);
    if (index == ends.size()) {
      ends.add(startMillis + durationMillis);
    }
    return startMillis;
  }

  private Speech speech(String segmentId) {
    return speeches.computeIfAbsent(segmentId, ignored -> new Speech(++lastNumber));
  }

  private static final class Speech {
    private final int number;
    private final List<Integer> endsMillis = new ArrayList<>();

    private Speech(int number) {
      this.number = number;
    }
  }
}
