package org.univoice.job.diarization;

/**
 * The last segment of a track and what it changed, so that a revision of it can replace that.
 *
 * @param segmentStartMillis names the segment on its track
 * @param speaker id of who said it
 * @param previousSpeaker id of who spoke before on the track; empty for nobody
 * @param isFirst whether the segment made the speaker known
 * @param profileBefore the speaker's profile without this segment; null for none
 */
public record Turn(
    String track,
    long segmentStartMillis,
    String speaker,
    String previousSpeaker,
    boolean isFirst,
    VoiceProfile profileBefore) {

  /** What a revision would go back to is gone too. */
  Turn forgotten() {
    return new Turn(track, segmentStartMillis, speaker, previousSpeaker, isFirst, null);
  }
}
