package org.univoice.gateway.session;

/** The live connection of a participant. Called from any thread; implementations do not wait. */
public interface ParticipantConnection {

  /** Something can be taken with {@link Participant#poll}. */
  void deliveriesWaiting();

  /** A newer connection of the same participant took over. */
  void replaced();
}
