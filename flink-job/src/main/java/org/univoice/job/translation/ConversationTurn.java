package org.univoice.job.translation;

import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;

/**
 * What one segment, or a part of one, said, in both languages.
 *
 * @param wholeId the segment that it is a part of; null in what was kept before there were parts
 * @param certain whether it was said for good; what a candidate said may be withdrawn
 */
public record ConversationTurn(
    String segmentId, String source, String target, String wholeId, int revision, boolean certain) {

  static ConversationTurn of(SegmentRef ref, String source, String target) {
    return new ConversationTurn(
        ref.segmentId(),
        source,
        target,
        ref.wholeId(),
        ref.revision(),
        ref.kind() == SegmentKind.FINAL);
  }

  /** Whether it stems from a candidate of the segment that was no newer. */
  boolean isCandidateOf(String otherWholeId, int upToRevision) {
    String whole = wholeId == null ? segmentId : wholeId;
    return !certain && revision <= upToRevision && whole.equals(otherWholeId);
  }
}
