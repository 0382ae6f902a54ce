package org.univoice.job.pacing;

import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;

/**
 * Until when the speech of one track in one language is heard by somebody who plays it as it is
 * made, without gaps: measured by its samples. What a candidate left is taken back when the segment
 * is revised or speech went on.
 *
 * @param heardUntilMillis wall clock at which everything made so far will have been heard
 * @param segment the segment of which something was made last, with all its parts
 * @param beforeMillis heardUntilMillis before its first part that may still be replaced
 * @param revision of that segment: a newer one replaces what is not certain
 */
public record Playout(long heardUntilMillis, String segment, long beforeMillis, int revision) {

  public static final Playout NOTHING_HEARD = new Playout(0, "", 0, 0);

  /** Without what this replaces or withdraws. */
  public Playout facing(SegmentRef ref) {
    boolean isNewer = ref.revision() > revision;
    boolean isWithdrawn = ref.kind() == SegmentKind.WITHDRAWN && ref.revision() == revision;
    return ref.wholeId().equals(segment) && (isNewer || isWithdrawn)
        ? new Playout(beforeMillis, segment, beforeMillis, ref.revision())
        : this;
  }

  /** With a piece that is there now. */
  public Playout with(SegmentRef ref, long pieceMillis, long nowMillis) {
    Playout known = facing(ref);
    boolean isFurther = ref.wholeId().equals(known.segment) && ref.revision() == known.revision;
    long before = isFurther ? known.beforeMillis : known.heardUntilMillis;
    long until = known.waitingMillis(nowMillis) + nowMillis + pieceMillis;
    return new Playout(
        until, ref.wholeId(), ref.kind() == SegmentKind.FINAL ? until : before, ref.revision());
  }

  /** Speech that has been made and not been heard. */
  public long waitingMillis(long nowMillis) {
    return Math.max(0, heardUntilMillis - nowMillis);
  }

  /**
   * From the end of what was said until its translation begins to be heard, if it were there now.
   * Without a capture time only what waits before it is counted.
   */
  public long lateMillis(SegmentRef ref, long nowMillis) {
    long capturedMillis = ref.marks().capturedMillis();
    long sinceMillis = capturedMillis == 0 ? 0 : Math.max(0, nowMillis - capturedMillis);
    return sinceMillis + waitingMillis(nowMillis);
  }
}
