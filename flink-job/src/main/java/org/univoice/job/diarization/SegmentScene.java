package org.univoice.job.diarization;

import java.util.Arrays;
import java.util.Optional;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.EnrolledVoice;

/**
 * What is known when a segment comes: who has spoken, without anything that the segment replaces.
 *
 * @param previous id of who spoke last on the track; empty for nobody
 * @param previousEndMillis until when
 * @param base of the turn to be kept: what a revision of this segment goes back to
 */
record SegmentScene(SpeakerRoster roster, String previous, long previousEndMillis, Turn base) {

  static SegmentScene of(SpeakerRoster known, SegmentRef ref, float duplicate) {
    Optional<Turn> last = known.turn(ref.track());
    if (last.filter(turn -> turn.isOf(ref.wholeStartMillis())).isPresent()) {
      var turn = last.get();
      var base = turn.before() == null ? fresh(known, ref, turn) : turn;
      return new SegmentScene(
          known.without(turn),
          known.canonical(turn.previousSpeaker()),
          turn.previousEndMillis(),
          base);
    }
    var roster = SpeakerAliases.merged(known, ref.track(), duplicate);
    String previous = last.map(Turn::speaker).map(roster::canonical).orElse("");
    long until = last.map(Turn::endMillis).orElse(ref.startMillis());
    var turn =
        new Turn(
            ref.track(),
            ref.wholeStartMillis(),
            previous,
            previous,
            ref.revision(),
            false,
            until,
            until,
            roster.onTrack(ref.track()),
            Turn.NO_IDS,
            HeardTurn.NOTHING);
    return new SegmentScene(roster, previous, until, turn);
  }

  /** Somebody who spoke before the enrolled voice was known may turn out to have it. */
  SegmentScene recognised(String track, EnrolledVoice enrolled, float evenLikeness) {
    var here = roster.onTrack(track);
    if (enrolled == null || Arrays.stream(here).anyMatch(Speaker::isEnrolled)) {
      return this;
    }
    var known = VoiceAverage.of(enrolled);
    for (Speaker speaker : here) {
      var profile = speaker.profile();
      if (profile != null
          && Likeness.of(
                  profile.centroid(), profile.attenuation(), known.centroid(), known.attenuation())
              >= evenLikeness) {
        var found = roster.with(speaker.enrolledAs(enrolled.profileId(), known));
        return new SegmentScene(found, previous, previousEndMillis, base);
      }
    }
    return this;
  }

  /** What was delivered of the segment for good. */
  HeardTurn[] heard() {
    return base.heard() == null ? HeardTurn.NOTHING : base.heard();
  }

  /** What to remember of the segment, after these turns of it. */
  Turn turn(SegmentRef ref, String speaker, String[] named, HeardTurn[] turns) {
    boolean isCertain = ref.kind() == SegmentKind.FINAL;
    return new Turn(
        ref.track(),
        ref.wholeStartMillis(),
        speaker,
        base.previousSpeaker(),
        ref.revision(),
        isCertain,
        ref.endMillis(),
        base.previousEndMillis(),
        base.before(),
        named,
        isCertain ? HeardTurn.joined(heard(), turns) : heard());
  }

  private static Turn fresh(SpeakerRoster known, SegmentRef ref, Turn last) {
    return new Turn(
        ref.track(),
        ref.wholeStartMillis(),
        last.speaker(),
        last.previousSpeaker(),
        ref.revision(),
        false,
        last.endMillis(),
        last.previousEndMillis(),
        known.onTrack(ref.track()),
        Turn.NO_IDS,
        HeardTurn.NOTHING);
  }
}
