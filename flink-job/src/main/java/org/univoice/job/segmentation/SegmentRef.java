package org.univoice.job.segmentation;

import org.univoice.job.stream.LatencyMarks;
import org.univoice.log.LogFields;

/**
 * Names a segment at a revision. The segment is its track and start; every revision of it replaces
 * what earlier revisions left behind.
 *
 * @param startMillis first voiced sample on the track's timeline
 * @param endMillis last voiced sample on the track's timeline
 * @param revision grows with every record of the segment that carries audio; CONFIRMED and
 *     WITHDRAWN name the revision they speak of
 */
public record SegmentRef(
    String session,
    String track,
    long startMillis,
    long endMillis,
    int revision,
    SegmentKind kind,
    LatencyMarks marks) {

  /** Stable over revisions. */
  public String segmentId() {
    return track + ":" + startMillis;
  }

  public String trackKey() {
    return session + "/" + track;
  }

  public LogFields logFields() {
    return LogFields.ofSegment(session, track, segmentId());
  }

  public boolean isSameSegment(SegmentRef other) {
    return startMillis == other.startMillis
        && track.equals(other.track)
        && session.equals(other.session);
  }

  public SegmentRef withMarks(LatencyMarks newMarks) {
    return new SegmentRef(session, track, startMillis, endMillis, revision, kind, newMarks);
  }
}
