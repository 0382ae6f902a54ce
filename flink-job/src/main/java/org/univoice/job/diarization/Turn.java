package org.univoice.job.diarization;

import java.util.Arrays;

/**
 * The last segment of a track and what it changed, so that a revision of it can replace that.
 *
 * @param segmentStartMillis names the segment on its track
 * @param speaker id of who spoke last in it
 * @param previousSpeaker id of who spoke before it on the track; empty for nobody
 * @param revision of the segment
 * @param certain whether nothing will replace it
 * @param endMillis where it ends on the track's timeline
 * @param previousEndMillis where what was said before it ended
 * @param before the track's speakers without it; null in what was kept by an earlier build
 * @param named ids that it gave away, in order; null like {@code before}
 * @param heard what was delivered of the segment for good, in order; null in what was kept by an
 *     earlier build
 */
public record Turn(
    String track,
    long segmentStartMillis,
    String speaker,
    String previousSpeaker,
    int revision,
    boolean certain,
    long endMillis,
    long previousEndMillis,
    Speaker[] before,
    String[] named,
    HeardTurn[] heard) {

  static final String[] NO_IDS = {};

  /** Whether what comes of the segment can be judged together with what came. */
  boolean isOf(long wholeStartMillis) {
    boolean isKept = !certain || before != null && heard != null;
    return segmentStartMillis == wholeStartMillis && isKept;
  }

  /** Nothing of the segment will come any more. */
  Turn over() {
    return with(before, named);
  }

  /** Nobody's windows are kept beside a voice that was forgotten: what comes begins anew. */
  Turn forgotten(Speaker[] now) {
    if (before == null) {
      return this;
    }
    boolean isCut = heard != null && heard.length > 0;
    return isCut ? with(now, NO_IDS) : with(unknown(before), named);
  }

  /** Without what was delivered. */
  private Turn with(Speaker[] newBefore, String[] newNamed) {
    return new Turn(
        track,
        segmentStartMillis,
        speaker,
        previousSpeaker,
        revision,
        certain,
        endMillis,
        previousEndMillis,
        newBefore,
        newNamed,
        HeardTurn.NOTHING);
  }

  private static Speaker[] unknown(Speaker[] speakers) {
    return Arrays.stream(speakers)
        .map(speaker -> speaker.isEnrolled() ? speaker.forgotten() : speaker)
        .toArray(Speaker[]::new);
  }
}
