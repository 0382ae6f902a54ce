package org.univoice.job.translation;

import org.univoice.job.diarization.Utterance;
import org.univoice.job.segmentation.SegmentRef;

/**
 * A clause that is translated with the next part of its segment.
 *
 * @param said all of it that waits, under the id of what was said first
 * @param takenRevision of the candidate it was translated with last, which may be withdrawn; -1 for
 *     none
 * @param takenBy the part of that revision, so that no other part has it too; empty for none
 */
public record WaitingClause(Utterance said, int takenRevision, String takenBy) {

  static WaitingClause of(Utterance said) {
    return new WaitingClause(said, -1, "");
  }

  WaitingClause takenBy(SegmentRef part) {
    return isFor(part) ? new WaitingClause(said, part.revision(), part.segmentId()) : this;
  }

  /** Whether it is translated with this part: the first of each revision. */
  boolean isFor(SegmentRef part) {
    return ref().wholeId().equals(part.wholeId())
        && (part.revision() > takenRevision || takenBy.equals(part.segmentId()));
  }

  SegmentRef ref() {
    return said.recognized().ref();
  }
}
