package org.univoice.job.segmentation;

import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toSamples;

import org.univoice.job.segmentation.voiceactivity.WindowMemory;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.LatencyMarks;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.stream.RecognitionOptions;

/**
 * What is kept of a track besides its audio.
 *
 * @param language what the participant says it speaks: BCP 47 tag or "auto"
 * @param lastSequence of the last chunk; -1 before the first
 * @param lastEndMillis end of the last chunk on the track's timeline
 * @param lastCapturedMillis capture of the last chunk's last sample: its event time
 * @param audioFrom first sample that is kept in list state
 * @param stallDueMillis event time at which an open segment is closed unless a chunk comes
 * @param stallTimerMillis the event-time timer that is set; 0 for none
 * @param seenMillis processing time of the last sign of life
 * @param idleTimerMillis the processing-time timer that is set; 0 for none
 * @param recognition what the session wants of it; null: nothing particular
 * @param quality what the session prefers, from the next segment on; null: balanced
 */
public record TrackMemory(
    String session,
    String track,
    String language,
    long lastSequence,
    long lastEndMillis,
    long lastCapturedMillis,
    long lastReceivedMillis,
    long lastPublishedMillis,
    long audioFrom,
    WindowMemory windows,
    SegmenterState segmenter,
    long stallDueMillis,
    long stallTimerMillis,
    long seenMillis,
    long idleTimerMillis,
    RecognitionOptions recognition,
    QualityMode quality) {

  static final String IDENTIFY = "auto";

  static TrackMemory of(String session, String track) {
    return new TrackMemory(
        session, track, IDENTIFY, -1, 0, 0, 0, 0, 0, null, null, 0, 0, 0, 0, null, null);
  }

  boolean hasAudio() {
    return windows != null;
  }

  /** Audio begins, or begins anew after a gap. */
  TrackMemory startingAt(long startMillis) {
    long sample = toSamples(startMillis);
    return new TrackMemory(
        session,
        track,
        language,
        lastSequence,
        startMillis,
        lastCapturedMillis,
        lastReceivedMillis,
        lastPublishedMillis,
        sample,
        WindowMemory.startingAt(sample),
        SegmenterState.startingAt(sample),
        stallDueMillis,
        stallTimerMillis,
        seenMillis,
        idleTimerMillis,
        recognition,
        quality);
  }

  /**
   * @param wanted null: as before
   * @param preferred null: as before
   */
  TrackMemory opened(String spoken, RecognitionOptions wanted, QualityMode preferred) {
    return new TrackMemory(
        session,
        track,
        spoken.isEmpty() ? IDENTIFY : spoken,
        lastSequence,
        lastEndMillis,
        lastCapturedMillis,
        lastReceivedMillis,
        lastPublishedMillis,
        audioFrom,
        windows,
        segmenter,
        stallDueMillis,
        stallTimerMillis,
        seenMillis,
        idleTimerMillis,
        wanted == null ? recognition : wanted,
        preferred == null ? quality : preferred);
  }

  TrackMemory withChunk(AudioChunk chunk, long newStallDueMillis) {
    return new TrackMemory(
        session,
        track,
        language,
        chunk.sequence(),
        chunk.endMillis(),
        chunk.capturedMillis(),
        chunk.receivedMillis(),
        chunk.publishedMillis(),
        audioFrom,
        windows,
        segmenter,
        newStallDueMillis,
        stallTimerMillis,
        seenMillis,
        idleTimerMillis,
        recognition,
        quality);
  }

  TrackMemory withHeard(WindowMemory newWindows, SegmenterState newSegmenter) {
    return new TrackMemory(
        session,
        track,
        language,
        lastSequence,
        lastEndMillis,
        lastCapturedMillis,
        lastReceivedMillis,
        lastPublishedMillis,
        audioFrom,
        newWindows,
        newSegmenter,
        stallDueMillis,
        stallTimerMillis,
        seenMillis,
        idleTimerMillis,
        recognition,
        quality);
  }

  TrackMemory withAudioFrom(long sample) {
    return new TrackMemory(
        session,
        track,
        language,
        lastSequence,
        lastEndMillis,
        lastCapturedMillis,
        lastReceivedMillis,
        lastPublishedMillis,
        sample,
        windows,
        segmenter,
        stallDueMillis,
        stallTimerMillis,
        seenMillis,
        idleTimerMillis,
        recognition,
        quality);
  }

  TrackMemory withTimers(long newStallTimerMillis, long newSeenMillis, long newIdleTimerMillis) {
    return new TrackMemory(
        session,
        track,
        language,
        lastSequence,
        lastEndMillis,
        lastCapturedMillis,
        lastReceivedMillis,
        lastPublishedMillis,
        audioFrom,
        windows,
        segmenter,
        stallDueMillis,
        newStallTimerMillis,
        newSeenMillis,
        newIdleTimerMillis,
        recognition,
        quality);
  }

  /** Marks of something whose last voiced sample is at this position. */
  LatencyMarks marks(long lastVoicedSample, long segmentedMillis) {
    return new LatencyMarks(
        lastCapturedMillis - (lastEndMillis - toMillis(lastVoicedSample)),
        lastReceivedMillis,
        lastPublishedMillis,
        segmentedMillis,
        0,
        0,
        0);
  }
}
