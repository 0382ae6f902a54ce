package org.univoice.job.segmentation;

import org.univoice.job.stream.TrackEvent;

/**
 * Where a track stood when its participant attached: everything published before that counts.
 *
 * @param attached the ATTACHED record
 * @param nextSequence of the track's next chunk
 * @param nextStartMillis where it begins on the track's timeline
 * @param capturedMillis capture of the last chunk's last sample; 0 before the first
 * @param ended whether no more audio is taken
 */
public record AttachedTrack(
    TrackEvent attached,
    long nextSequence,
    long nextStartMillis,
    long capturedMillis,
    boolean ended) {

  static AttachedTrack at(TrackEvent attached, TrackMemory memory, TrackStanding standing) {
    if (memory != null) {
      return new AttachedTrack(
          attached,
          memory.lastSequence() + 1,
          memory.lastEndMillis(),
          memory.lastCapturedMillis(),
          false);
    }
    return new AttachedTrack(
        attached,
        standing.endedSequence() + 1,
        standing.endedMillis(),
        standing.endedCapturedMillis(),
        standing.hasEnded());
  }
}
