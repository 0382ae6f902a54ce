package org.univoice.job.diarization;

import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.stream.EnrolledVoice;

/**
 * An enrolled voice on the track of its participant, and what the track teaches of it.
 *
 * @param gateway where the track was opened last
 * @param learned null unless the gateway wants to hear of it
 */
public record TrackVoice(EnrolledVoice voice, String gateway, LearnedVoice learned) {

  static TrackVoice opened(TrackVoice before, EnrolledVoice voice, String gateway) {
    boolean same =
        before != null
            && before.learned() != null
            && before.voice().profileId().equals(voice.profileId())
            && before.voice().model().equals(voice.model());
    LearnedVoice learned = same ? before.learned() : LearnedVoice.nothing(voice, 0);
    return new TrackVoice(voice, gateway, voice.learn() ? learned : null);
  }

  /**
   * What a segment taught.
   *
   * @param lesson what the enrolled speaker's share of it sounds like; null for nothing to learn
   */
  TrackVoice heard(RecognizedSegment segment, Voiceprint lesson) {
    if (learned == null) {
      return this;
    }
    long start = segment.ref().wholeStartMillis();
    SegmentKind kind = segment.ref().kind();
    if (kind == SegmentKind.TRACK_ENDED) {
      return with(learned.settled());
    }
    if (kind == SegmentKind.WITHDRAWN || kind.isSpoken() && lesson == null) {
      return with(learned.without(start));
    }
    return kind.isSpoken() ? with(learned.heard(lesson, start)) : this;
  }

  /** Whether the gateway is to be told now. */
  boolean isDue(RecognizedSegment segment) {
    boolean ended = segment.ref().kind() == SegmentKind.TRACK_ENDED;
    return learned != null
        && (ended ? learned.samples() > 0 : learned.isDue(segment.ref().endMillis()));
  }

  TrackVoice told(long nowMillis) {
    return with(learned.told(nowMillis));
  }

  private TrackVoice with(LearnedVoice now) {
    return new TrackVoice(voice, gateway, now);
  }
}
