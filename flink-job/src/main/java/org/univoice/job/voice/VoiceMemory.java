package org.univoice.job.voice;

import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;

/**
 * How far the speech of one track in one language reaches.
 *
 * @param spokenUntilMillis wall clock at which everything sent so far will have been heard
 * @param lastSegment the segment of which something was added last, with all its parts
 * @param beforeLastMillis spokenUntilMillis before its first part that may still be replaced
 * @param lastRevision of that segment: a newer one replaces what is not certain
 */
public record VoiceMemory(
    long spokenUntilMillis, String lastSegment, long beforeLastMillis, int lastRevision) {

  public static final VoiceMemory NOTHING_SPOKEN = new VoiceMemory(0, "", 0, 0);

  /** Until when everything sounds that a new part does not replace. */
  long untilBefore(SegmentRef ref) {
    boolean isNewer = ref.wholeId().equals(lastSegment) && ref.revision() > lastRevision;
    return isNewer ? beforeLastMillis : spokenUntilMillis;
  }

  /** With a part that sounds until then. */
  VoiceMemory with(SegmentRef ref, long untilMillis) {
    boolean isFurther = ref.wholeId().equals(lastSegment) && ref.revision() == lastRevision;
    long before = isFurther ? beforeLastMillis : untilBefore(ref);
    return new VoiceMemory(
        untilMillis,
        ref.wholeId(),
        ref.kind() == SegmentKind.FINAL ? untilMillis : before,
        ref.revision());
  }
}
