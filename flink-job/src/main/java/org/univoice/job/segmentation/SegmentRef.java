package org.univoice.job.segmentation;

import org.univoice.job.stream.LatencyMarks;
import org.univoice.log.LogFields;

/**
 * Names a segment, or a part of one, at a revision. What segmentation cuts is held and released as
 * one; it may leave in several parts, one for each turn of a speaker or clause, and each part is
 * delivered under an id of its own: its track and start. Every revision replaces what earlier
 * revisions of the same segment left behind.
 *
 * @param startMillis first voiced sample on the track's timeline
 * @param endMillis last voiced sample on the track's timeline
 * @param revision grows with every record of the segment that carries audio; CONFIRMED and
 *     WITHDRAWN name the revision they speak of
 * @param intoMillis how far into its segment this part begins; 0 for the whole segment and for its
 *     first part
 */
public record SegmentRef(
    String session,
    String track,
    long startMillis,
    long endMillis,
    int revision,
    SegmentKind kind,
    LatencyMarks marks,
    long intoMillis) {

  /** A whole segment. */
  public SegmentRef(
      String session,
      String track,
      long startMillis,
      long endMillis,
      int revision,
      SegmentKind kind,
      LatencyMarks marks) {
    this(session, track, startMillis, endMillis, revision, kind, marks, 0);
  }

  /** What clients know this by; stable over revisions. */
  public String segmentId() {
    return track + ":" + startMillis;
  }

  /** What this is held and released with; the same as {@link #segmentId()} of a whole segment. */
  public String wholeId() {
    return track + ":" + wholeStartMillis();
  }

  /** Where the segment begins that this is a part of. */
  public long wholeStartMillis() {
    return startMillis - intoMillis;
  }

  public String trackKey() {
    return session + "/" + track;
  }

  public LogFields logFields() {
    return LogFields.ofSegment(session, track, segmentId());
  }

  /** Whether both are of one segment, be it other parts or revisions of it. */
  public boolean isSameSegment(SegmentRef other) {
    return wholeStartMillis() == other.wholeStartMillis()
        && track.equals(other.track)
        && session.equals(other.session);
  }

  /** Whether what was made for a candidate is pointless once this is known. */
  public boolean voids(SegmentRef candidate) {
    return candidate.kind == SegmentKind.CANDIDATE
        && isSameSegment(candidate)
        && (kind.isSpoken() && revision > candidate.revision
            || kind == SegmentKind.WITHDRAWN && revision >= candidate.revision);
  }

  /** The stretch of this that one speaker or clause takes; captured when its own end was. */
  public SegmentRef part(long fromMillis, long toMillis) {
    return new SegmentRef(
        session,
        track,
        fromMillis,
        toMillis,
        revision,
        kind,
        marks.withCapturedEarlier(endMillis - toMillis),
        fromMillis - wholeStartMillis());
  }

  public SegmentRef withMarks(LatencyMarks newMarks) {
    return new SegmentRef(
        session, track, startMillis, endMillis, revision, kind, newMarks, intoMillis);
  }

  /** The same stretch of speech, said to be something else. */
  public SegmentRef as(SegmentKind newKind) {
    return new SegmentRef(
        session, track, startMillis, endMillis, revision, newKind, marks, intoMillis);
  }
}
