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

  private static final String[] NO_IDS = {};

  static SegmentScene of(SpeakerRoster known, SegmentRef ref, float duplicate) {
    Optional<Turn> last = known.turn(ref.track());
    boolean isSame =
        last.filter(turn -> turn.segmentStartMillis() == ref.wholeStartMillis() && !turn.certain())
            .isPresent();
    if (isSame && isFurtherPart(last.get(), ref)) {
      var turn = last.get();
      return new SegmentScene(known, known.canonical(turn.speaker()), turn.endMillis(), turn);
    }
    if (isSame) {
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
            NO_IDS);
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

  /** The id of the next newcomer: what a revision made known keeps it when it is found again. */
  String id(int newcomer, SpeakerRoster soFar) {
    boolean isFurther = base.named().length > 0 && soFar.speaker(base.named()[0]).isPresent();
    return !isFurther && newcomer < base.named().length ? base.named()[newcomer] : soFar.nextId();
  }

  /** What to remember of the segment. */
  Turn turn(SegmentRef ref, String speaker, String[] named) {
    return new Turn(
        ref.track(),
        ref.wholeStartMillis(),
        speaker,
        base.previousSpeaker(),
        ref.revision(),
        ref.kind() == SegmentKind.FINAL,
        ref.endMillis(),
        base.previousEndMillis(),
        base.before(),
        named);
  }

  private static boolean isFurtherPart(Turn turn, SegmentRef ref) {
    return turn.revision() == ref.revision()
        && ref.intoMillis() > 0
        && ref.startMillis() >= turn.endMillis();
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
        NO_IDS);
  }
}
