package org.univoice.job.diarization;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.univoice.job.segmentation.SegmentRef;

/**
 * Who has spoken in a session, in order of appearance. A voice is remembered as long as its track,
 * however long it is silent.
 *
 * @param turns the last one of each track
 * @param named how many ids were given away; an id is never given twice
 * @param aliases of ids that turned out to be one person; null for none
 */
public record SpeakerRoster(Speaker[] speakers, Turn[] turns, int named, SpeakerAlias[] aliases) {

  static final SpeakerRoster EMPTY = new SpeakerRoster(new Speaker[0], new Turn[0], 0, null);

  Optional<Turn> turn(String track) {
    return Arrays.stream(turns).filter(turn -> turn.track().equals(track)).findFirst();
  }

  /** Who has the id, or had it before it turned out to be somebody known. */
  Optional<Speaker> speaker(String id) {
    String wanted = canonical(id);
    return Arrays.stream(speakers).filter(speaker -> speaker.id().equals(wanted)).findFirst();
  }

  String canonical(String id) {
    if (aliases == null) {
      return id;
    }
    return Arrays.stream(aliases)
        .filter(alias -> alias.id().equals(id))
        .findFirst()
        .map(alias -> canonical(alias.canonical()))
        .orElse(id);
  }

  Speaker[] onTrack(String track) {
    return Arrays.stream(speakers)
        .filter(speaker -> speaker.track().equals(track))
        .toArray(Speaker[]::new);
  }

  String nextId() {
    return "S" + (named + 1);
  }

  SpeakerRoster withNew(Speaker speaker) {
    var more = Stream.concat(Arrays.stream(speakers), Stream.of(speaker)).toArray(Speaker[]::new);
    int ids = speaker.id().equals(nextId()) ? named + 1 : named;
    return new SpeakerRoster(more, turns, ids, aliases);
  }

  SpeakerRoster with(Speaker changed) {
    var same =
        Arrays.stream(speakers)
            .map(speaker -> speaker.id().equals(changed.id()) ? changed : speaker)
            .toArray(Speaker[]::new);
    return new SpeakerRoster(same, turns, named, aliases);
  }

  SpeakerRoster with(Turn turn) {
    var others = Arrays.stream(turns).filter(other -> !other.track().equals(turn.track()));
    return new SpeakerRoster(
        speakers, Stream.concat(others, Stream.of(turn)).toArray(Turn[]::new), named, aliases);
  }

  /** What was heard in clauses of a segment that has ended is not needed any more. */
  SpeakerRoster withOver(SegmentRef ref) {
    return turn(ref.track())
        .filter(turn -> turn.segmentStartMillis() == ref.wholeStartMillis())
        .map(turn -> with(turn.over()))
        .orElse(this);
  }

  /** The younger id is the older one's person from now on, who keeps both profiles as one. */
  SpeakerRoster merged(Speaker older, Speaker younger) {
    var profile = VoiceAverage.joined(older.profile(), younger.profile());
    var kept =
        younger.isEnrolled()
            ? older.enrolledAs(younger.profileId(), profile)
            : older.withProfile(profile);
    var left =
        Arrays.stream(speakers)
            .filter(speaker -> !speaker.id().equals(younger.id()))
            .map(speaker -> speaker.id().equals(older.id()) ? kept : speaker)
            .toArray(Speaker[]::new);
    var known = aliases == null ? new SpeakerAlias[0] : aliases;
    var more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = new SpeakerAlias(younger.id(), older.id());
    return new SpeakerRoster(left, turns, named, more);
  }

  /** A track has ended: its speakers' voices are not needed any more, its ids stay taken. */
  SpeakerRoster without(String track) {
    var left =
        Arrays.stream(speakers)
            .filter(speaker -> !speaker.track().equals(track))
            .toArray(Speaker[]::new);
    return new SpeakerRoster(
        left,
        Arrays.stream(turns).filter(turn -> !turn.track().equals(track)).toArray(Turn[]::new),
        named,
        aliasesOf(left));
  }

  private SpeakerAlias[] aliasesOf(Speaker[] people) {
    var ids = Arrays.stream(people).map(Speaker::id).toList();
    var left =
        aliases == null
            ? new SpeakerAlias[0]
            : Arrays.stream(aliases)
                .filter(alias -> ids.contains(canonical(alias.id())))
                .toArray(SpeakerAlias[]::new);
    return left.length == 0 ? null : left;
  }

  /** The enrolled voices on a track are forgotten; who spoke keeps its id. */
  SpeakerRoster withoutEnrolled(String track) {
    var others =
        Arrays.stream(speakers)
            .map(
                speaker ->
                    speaker.track().equals(track) && speaker.isEnrolled()
                        ? speaker.forgotten()
                        : speaker)
            .toArray(Speaker[]::new);
    var known = new SpeakerRoster(others, turns, named, aliases);
    var last =
        Arrays.stream(turns)
            .map(turn -> turn.track().equals(track) ? turn.forgotten(known.onTrack(track)) : turn)
            .toArray(Turn[]::new);
    return new SpeakerRoster(others, last, named, aliases);
  }

  /** Takes back what an earlier revision of the segment changed. */
  SpeakerRoster without(Turn turn) {
    if (turn.before() == null) {
      return this;
    }
    var others = Arrays.stream(speakers).filter(speaker -> !speaker.track().equals(turn.track()));
    var earlier = Stream.concat(others, Arrays.stream(turn.before())).toArray(Speaker[]::new);
    var otherTurns = Arrays.stream(turns).filter(other -> !other.equals(turn)).toArray(Turn[]::new);
    return new SpeakerRoster(earlier, otherTurns, named, aliases);
  }
}
