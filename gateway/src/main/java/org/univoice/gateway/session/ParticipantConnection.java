package org.univoice.gateway.session;

/** The live connection of a participant. Called from any thread; implementations do not wait. */
public interface ParticipantConnection {

  /** Something can be taken with {@link Participant#poll}. */
  void deliveriesWaiting();

  /** A newer connection of the same participant took over. */
  void replaced();

  /** Something a person should know. */
  default void notice(String code, String message, String suggestion) {}

  /** Those who take part are not as the client was told. */
  default void participantsChanged() {}

  /** The session has ended, for this reason; the connection ends, too. */
  default void ended(String why) {}
}
