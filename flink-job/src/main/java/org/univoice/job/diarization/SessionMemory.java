package org.univoice.job.diarization;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.univoice.job.recognition.LanguageTag;

/**
 * What is kept of a session.
 *
 * @param everWanted every target there has been, sorted: whoever keeps something per target is told
 *     of markers, also when nobody wants the target any more
 * @param seenMillis processing time of the last sign of life
 * @param idleTimerMillis the timer that is set; 0 for none
 */
public record SessionMemory(
    Participant[] participants,
    SpeakerRoster roster,
    String[] everWanted,
    long seenMillis,
    long idleTimerMillis) {

  static final SessionMemory NEW =
      new SessionMemory(new Participant[0], SpeakerRoster.EMPTY, new String[0], 0, 0);

  /**
   * Who hears what: a track is wanted in the language of everybody else, sorted; somebody alone
   * hears itself.
   */
  String[] targets(String track) {
    var others =
        Arrays.stream(participants)
            .filter(participant -> !participant.left() && !participant.track().equals(track))
            .toArray(Participant[]::new);
    return primary(others.length == 0 ? participants : others);
  }

  /** Somebody may still say something: an ended track is told of, however long it was silent. */
  boolean mayBeSpokenIn() {
    return Arrays.stream(participants).anyMatch(Participant::maySpeak);
  }

  boolean knows(String track) {
    return Arrays.stream(participants).anyMatch(known -> known.track().equals(track));
  }

  boolean isEmpty() {
    return participants.length == 0 && roster.turns().length == 0;
  }

  SessionMemory withOpened(String track, String speaks, String hears) {
    if (knows(track)) {
      return withKnown(track, known -> known.with(speaks, hears));
    }
    var opened = Stream.of(Participant.opened(track, speaks, hears));
    var all = Stream.concat(Arrays.stream(participants), opened).toArray(Participant[]::new);
    return new SessionMemory(all, roster, everWanted, seenMillis, idleTimerMillis);
  }

  /** The track's last word has come by: its speakers are forgotten, its participant when gone. */
  SessionMemory withEnded(String track) {
    return withKnown(track, Participant::withEnded).with(roster.without(track));
  }

  /** The participant is gone: it is forgotten as soon as its track has ended too. */
  SessionMemory withLeft(String track) {
    return withKnown(track, Participant::withLeft);
  }

  private SessionMemory withKnown(String track, UnaryOperator<Participant> change) {
    var all =
        Arrays.stream(participants)
            .map(known -> known.track().equals(track) ? change.apply(known) : known)
            .filter(known -> !(known.ended() && known.left()))
            .toArray(Participant[]::new);
    return new SessionMemory(all, roster, everWanted, seenMillis, idleTimerMillis);
  }

  SessionMemory with(SpeakerRoster newRoster) {
    return new SessionMemory(participants, newRoster, everWanted, seenMillis, idleTimerMillis);
  }

  SessionMemory wanting(String[] targets) {
    var all =
        Stream.concat(Arrays.stream(everWanted), Arrays.stream(targets))
            .distinct()
            .sorted()
            .toArray(String[]::new);
    return new SessionMemory(participants, roster, all, seenMillis, idleTimerMillis);
  }

  SessionMemory seen(long millis, long timerMillis) {
    return new SessionMemory(participants, roster, everWanted, millis, timerMillis);
  }

  private static String[] primary(Participant[] listeners) {
    return Arrays.stream(listeners)
        .map(listener -> LanguageTag.primary(listener.hears()))
        .filter(language -> !language.isEmpty())
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }
}
