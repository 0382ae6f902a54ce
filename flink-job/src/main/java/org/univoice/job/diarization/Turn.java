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
    String[] named) {

  /** What a revision would go back to is gone too. */
  Turn forgotten() {
    if (before == null) {
      return this;
    }
    Speaker[] unknown =
        Arrays.stream(before)
            .map(speaker -> speaker.isEnrolled() ? speaker.forgotten() : speaker)
            .toArray(Speaker[]::new);
    return new Turn(
        track,
        segmentStartMillis,
        speaker,
        previousSpeaker,
        revision,
        certain,
        endMillis,
        previousEndMillis,
        unknown,
        named);
  }
}
