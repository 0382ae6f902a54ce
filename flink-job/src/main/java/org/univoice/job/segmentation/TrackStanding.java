package org.univoice.job.segmentation;

import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.TrackEvent;

/**
 * What stays known of a track until its participant has left, whatever has become of its audio: the
 * gateway that speaks for it, and where it ended. What a former gateway still publishes, and what
 * is sent again after the end, is recognised by it.
 *
 * @param term of the gateway that speaks for the track
 * @param endedSequence of the last chunk of a track that has ended; -1 while it goes on
 * @param endedMillis where it ended on its timeline
 * @param endedCapturedMillis capture of its last sample
 * @param timerMillis the processing-time timer that is set; 0 for none
 */
public record TrackStanding(
    long term, long endedSequence, long endedMillis, long endedCapturedMillis, long timerMillis) {

  static final TrackStanding NEW = new TrackStanding(0, -1, 0, 0, 0);

  boolean hasEnded() {
    return endedSequence >= 0;
  }

  /** Published by a gateway from which another one has taken the participant over. */
  boolean isLate(TrackEvent event) {
    return event.term() < term;
  }

  /** Sent again, though it was there before the track ended. */
  boolean isRepeated(AudioChunk chunk) {
    return chunk.sequence() <= endedSequence;
  }

  TrackStanding inTerm(long newTerm) {
    return new TrackStanding(newTerm, endedSequence, endedMillis, endedCapturedMillis, timerMillis);
  }

  TrackStanding endedAt(TrackMemory last) {
    return new TrackStanding(
        term, last.lastSequence(), last.lastEndMillis(), last.lastCapturedMillis(), timerMillis);
  }

  TrackStanding withTimer(long newTimerMillis) {
    return new TrackStanding(term, endedSequence, endedMillis, endedCapturedMillis, newTimerMillis);
  }
}
