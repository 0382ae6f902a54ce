package org.univoice.job.diarization;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who has spoken in a session, in order of appearance.
 *
 * @param turns the last one of each track
 * @param named how many ids were given away; an id is never given twice
 */
public record SpeakerRoster(Speaker[] speakers, Turn[] turns, int named) {

  static final SpeakerRoster EMPTY = new SpeakerRoster(new Speaker[0], new Turn[0], 0);

  Optional<Turn> turn(String track) {
    return Arrays.stream(turns).filter(turn -> turn.track().equals(track)).findFirst();
  }

  Optional<Speaker> speaker(String id) {
    return Arrays.stream(speakers).filter(speaker -> speaker.id().equals(id)).findFirst();
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
    return new SpeakerRoster(more, turns, speaker.id().equals(nextId()) ? named + 1 : named);
  }

  SpeakerRoster with(Speaker changed) {
    var same =
        Arrays.stream(speakers)
            .map(speaker -> speaker.id().equals(changed.id()) ? changed : speaker)
            .toArray(Speaker[]::new);
    return new SpeakerRoster(same, turns, named);
  }

  SpeakerRoster with(Turn turn) {
    var others = Arrays.stream(turns).filter(other -> !other.track().equals(turn.track()));
    return new SpeakerRoster(
        speakers, Stream.concat(others, Stream.of(turn)).toArray(Turn[]::new), named);
  }

  /** A track has ended: its speakers' voices are not needed any more, its ids stay taken. */
  SpeakerRoster without(String track) {
    return new SpeakerRoster(
        Arrays.stream(speakers)
            .filter(speaker -> !speaker.track().equals(track))
            .toArray(Speaker[]::new),
        Arrays.stream(turns).filter(turn -> !turn.track().equals(track)).toArray(Turn[]::new),
        named);
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
    var last =
        Arrays.stream(turns)
            .map(turn -> turn.track().equals(track) ? turn.forgotten() : turn)
            .toArray(Turn[]::new);
    return new SpeakerRoster(others, last, named);
  }

  /** Takes back what an earlier revision of the segment changed. */
  SpeakerRoster without(Turn turn) {
    var earlier =
        Arrays.stream(speakers)
            .filter(speaker -> !(turn.isFirst() && speaker.id().equals(turn.speaker())))
            .map(
                speaker ->
                    speaker.id().equals(turn.speaker())
                        ? speaker.withProfile(turn.profileBefore())
                        : speaker)
            .toArray(Speaker[]::new);
    var others = Arrays.stream(turns).filter(other -> !other.equals(turn)).toArray(Turn[]::new);
    return new SpeakerRoster(earlier, others, named);
  }
}
