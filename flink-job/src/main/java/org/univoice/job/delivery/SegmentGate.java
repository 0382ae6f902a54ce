package org.univoice.job.delivery;

/**
 * What is known of one segment's candidates.
 *
 * @param confirmed the revision that is final, or -1
 * @param withdrawn the newest revision that was withdrawn, or -1
 * @param held places of what waits for a verdict, in order
 * @param heldRevisions the revision that each of them belongs to
 * @param seenMillis when it was last heard of
 */
public record SegmentGate(
    String segmentId,
    int confirmed,
    int withdrawn,
    long[] held,
    int[] heldRevisions,
    long seenMillis) {

  static SegmentGate of(String segmentId, long nowMillis) {
    return new SegmentGate(segmentId, -1, -1, new long[0], new int[0], nowMillis);
  }
}
