package org.univoice.job.diarization;

/**
 * Somebody connected to the session. Its track may end before it leaves, and what it said last may
 * still be under way when it has left.
 *
 * @param speaks BCP 47 tag, "auto", or empty for one that only listens
 * @param hears BCP 47 tag, or empty for one that only speaks
 * @param ended everything it said has come by
 * @param left it hears nothing any more
 */
public record Participant(String track, String speaks, String hears, boolean ended, boolean left) {

  static Participant opened(String track, String speaks, String hears) {
    return new Participant(track, speaks, hears, false, false);
  }

  /** Opened again: with other languages, but no less ended or gone. */
  Participant with(String newSpeaks, String newHears) {
    return new Participant(track, newSpeaks, newHears, ended, left);
  }

  boolean maySpeak() {
    return !ended && !speaks.isEmpty();
  }

  Participant withEnded() {
    return new Participant(track, speaks, hears, true, left);
  }

  Participant withLeft() {
    return new Participant(track, speaks, hears, ended, true);
  }
}
