package org.univoice.job.diarization;

import java.io.Serializable;
import java.util.Arrays;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.Voiceprint;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.stream.EnrolledVoice;

/**
 * Decides who said a segment from the microphone it came through, the voice, and who spoke last
 * there. A participant's track is the strongest evidence: voices are only told apart within it.
 */
public final class SpeakerAssigner implements Serializable {

  private final DiarizationConfig config;

  public SpeakerAssigner(DiarizationConfig config) {
    this.config = config;
  }

  /**
   * @param profile the speaker's voice so far; null while unknown
   * @param profileId of the enrolled voice that it is; null for nobody's
   */
  record Assignment(SpeakerRoster roster, String speaker, VoiceProfile profile, String profileId) {}

  Assignment assign(SpeakerRoster roster, RecognizedSegment segment) {
    return assign(roster, segment, null);
  }

  /**
   * @param enrolled the voice of the track's participant; null when it is not known
   */
  Assignment assign(SpeakerRoster roster, RecognizedSegment segment, EnrolledVoice enrolled) {
    var ref = segment.ref();
    if (ref.kind().isMarker()) {
      return new Assignment(roster, "", null, null);
    }
    var last = roster.turn(ref.track());
    if (ref.kind() == SegmentKind.PARTIAL) {
      String guess = last.map(Turn::speaker).orElseGet(roster::nextId);
      var guessed = roster.speaker(guess);
      return new Assignment(
          roster,
          guess,
          guessed.map(Speaker::profile).orElse(null),
          guessed.map(Speaker::profileId).orElse(null));
    }
    boolean isRevision =
        last.filter(turn -> turn.segmentStartMillis() == ref.startMillis()).isPresent();
    var before = isRevision ? roster.without(last.get()) : roster;
    String previous =
        last.map(turn -> isRevision ? turn.previousSpeaker() : turn.speaker()).orElse("");
    // What a revision made known keeps its id when the next revision finds it again.
    String nextId = isRevision && last.get().isFirst() ? last.get().speaker() : before.nextId();
    return spoken(recognised(before, ref.track(), enrolled), segment, previous, nextId, enrolled);
  }

  private Assignment spoken(
      SpeakerRoster roster,
      RecognizedSegment segment,
      String previous,
      String nextId,
      EnrolledVoice enrolled) {
    var track = segment.ref().track();
    var isOwner = isOwner(roster, segment, enrolled);
    var chosen = isOwner ? null : choose(roster, segment, previous);
    var newcomer = new Speaker(nextId, track, null);
    if (isOwner) {
      newcomer = newcomer.enrolledAs(enrolled.profileId(), VoiceAverage.of(enrolled));
    }
    var known = chosen == null ? roster.withNew(newcomer) : roster;
    var speaker = chosen == null ? known.speakers()[known.speakers().length - 1] : chosen;
    var profile = learned(speaker.profile(), segment);
    var turn =
        new Turn(
            track,
            segment.ref().startMillis(),
            speaker.id(),
            previous,
            chosen == null,
            speaker.profile());
    return new Assignment(
        known.with(speaker.withProfile(profile)).with(turn),
        speaker.id(),
        profile,
        speaker.profileId());
  }

  /** Somebody who spoke before the enrolled voice was known may turn out to have it. */
  private SpeakerRoster recognised(SpeakerRoster roster, String track, EnrolledVoice enrolled) {
    if (enrolled == null || isHere(roster, track)) {
      return roster;
    }
    for (Speaker speaker : roster.onTrack(track)) {
      if (speaker.profile() != null
          && VoiceAverage.similarity(speaker.profile().centroid(), enrolled.embedding())
              >= config.sameSpeaker()) {
        return roster.with(speaker.enrolledAs(enrolled.profileId(), VoiceAverage.of(enrolled)));
      }
    }
    return roster;
  }

  /**
   * Whether the one whose voice is enrolled speaks here for the first time. The microphone is
   * theirs: unless the voice is clearly another, whoever speaks first is.
   */
  private boolean isOwner(SpeakerRoster roster, RecognizedSegment segment, EnrolledVoice enrolled) {
    if (enrolled == null || isHere(roster, segment.ref().track())) {
      return false;
    }
    boolean isFirst = roster.onTrack(segment.ref().track()).length == 0;
    if (segment.voiceprint() == null || isShort(segment)) {
      return isFirst;
    }
    float similarity =
        VoiceAverage.similarity(enrolled.embedding(), segment.voiceprint().embedding());
    return similarity >= (isFirst ? config.differentSpeaker() : config.sameSpeaker());
  }

  private static boolean isHere(SpeakerRoster roster, String track) {
    return Arrays.stream(roster.onTrack(track)).anyMatch(Speaker::isEnrolled);
  }

  /** Whether this teaches something of the speaker's voice. */
  boolean teaches(RecognizedSegment segment) {
    return segment.voiceprint() != null && !isShort(segment);
  }

  /** Null when it is somebody new. */
  private Speaker choose(SpeakerRoster roster, RecognizedSegment segment, String previous) {
    var here = roster.onTrack(segment.ref().track());
    if (here.length == 0) {
      return null;
    }
    var continued = roster.speaker(previous).orElse(here[here.length - 1]);
    if (segment.voiceprint() == null || isShort(segment)) {
      return continued;
    }
    Speaker nearest = null;
    float similarity = -1;
    for (Speaker speaker : here) {
      float candidate = similarity(speaker, segment.voiceprint());
      if (nearest == null || candidate > similarity) {
        nearest = speaker;
        similarity = candidate;
      }
    }
    boolean isAlone = here.length == 1;
    boolean isNear = similarity >= (isAlone ? config.differentSpeaker() : config.sameSpeaker());
    if (isNear || here.length >= config.speakersPerTrack()) {
      return nearest;
    }
    return similarity >= config.differentSpeaker() ? continued : null;
  }

  /** A speaker without a voice yet is taken for this one: it was here before the voiceprint was. */
  private static float similarity(Speaker speaker, Voiceprint print) {
    return speaker.profile() == null
        ? 1
        : VoiceAverage.similarity(speaker.profile().centroid(), print.embedding());
  }

  /** Very short utterances would blur a voice that is known already. */
  private VoiceProfile learned(VoiceProfile profile, RecognizedSegment segment) {
    boolean isUseful = segment.voiceprint() != null && (profile == null || !isShort(segment));
    return isUseful ? VoiceAverage.with(profile, segment.voiceprint()) : profile;
  }

  private boolean isShort(RecognizedSegment segment) {
    return segment.ref().endMillis() - segment.ref().startMillis() < config.shortMillis();
  }
}
