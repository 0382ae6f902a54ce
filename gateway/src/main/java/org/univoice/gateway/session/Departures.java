package org.univoice.gateway.session;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionDirectory.Left;
import org.univoice.internal.v1.TrackEnded.Reason;
import org.univoice.log.LogFields;

/**
 * How participants go: because they leave, because another gateway holds them, or because their
 * session was ended elsewhere. Everything here waits for the directory.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  /** What those hear who are in a session that somebody ends. */
  static final String ENDED = "It was ended for everybody";

  private final Holdings holdings;
  private final SessionDirectory directory;
  private final SessionObservers observers;

  /** Who may have left: the directory did not answer. */
  private final Set<Participant> uncertain = ConcurrentHashMap.newKeySet();

  Departures(Holdings holdings, SessionDirectory directory, SessionObservers observers) {
    this.holdings = holdings;
    this.directory = directory;
    this.observers = observers;
  }

  /**
   * @param why is what a connection is told that it still has
   */
  void remove(Session session, Participant participant, Reason reason, String why) {
    LogFields.ofParticipant(session.id(), participant.id())
        .run(
            () -> {
              switch (left(session, participant)) {
                case NOT_HELD -> notHeld(session, participant, reason, why);
                case LEFT -> removed(session, participant, reason, why, false);
                case AS_THE_LAST -> removed(session, participant, reason, why, true);
              }
            });
  }

  private Left left(Session session, Participant participant) {
    try {
      return directory.leave(session.id(), participant.id(), participant.term());
    } catch (RefusedException e) {
      uncertain.add(participant);
      throw e;
    }
  }

  private void notHeld(Session session, Participant participant, Reason reason, String why) {
    boolean mayHaveLeft = uncertain.remove(participant);
    if (mayHaveLeft && directory.participant(session.id(), participant.id()).isEmpty()) {
      removed(session, participant, reason, why, directory.session(session.id()).isEmpty());
    } else {
      drop(session, participant);
    }
  }

  void removed(Session session, Participant participant, Reason reason, String why, boolean last) {
    uncertain.remove(participant);
    Optional<ParticipantConnection> connection = participant.leave(reason);
    // Who leaves says goodbye by itself; anybody else is told, also who came back this moment.
    if (reason != Reason.REASON_DISCONNECTED) {
      connection.ifPresent(still -> still.ended(why));
    }
    boolean isEmpty = holdings.release(session, participant);
    LOG.info("Participant left: {}", reason);
    observers.left(session, participant);
    if (last) {
      ended(session);
    }
    if (isEmpty) {
      observers.released(session);
    }
  }

  void ended(Session session) {
    observers.ended(session);
    LogFields.ofSession(session.id()).run(() -> LOG.info("Session ended"));
  }

  /** Another gateway holds it, or its session has ended: nothing is said to the job. */
  void drop(Session session, Participant participant) {
    if (releaseWhenEnded(session.id()) && participant.gone()) {
      return;
    }
    participant.supersede();
    if (holdings.release(session, participant)) {
      observers.released(session);
    }
    LogFields.ofParticipant(session.id(), participant.id())
        .run(() -> LOG.info("Participant is held elsewhere"));
  }

  /**
   * Lets everybody of the session go who is held here when no gateway knows it any more; whoever
   * ended it has told the job. Waits for the directory.
   *
   * @return whether it has ended
   */
  boolean releaseWhenEnded(String sessionId) {
    Session session = holdings.of(sessionId).orElse(null);
    if (session == null || directory.session(sessionId).isPresent()) {
      return session == null;
    }
    for (Participant participant : session.participants()) {
      if (participant.letGo(connection -> connection.ended(ENDED))) {
        boolean isEmpty = holdings.release(session, participant);
        LogFields.ofParticipant(sessionId, participant.id())
            .run(() -> LOG.info("Participant left: the session was ended elsewhere"));
        observers.left(session, participant);
        if (isEmpty) {
          observers.released(session);
        }
      }
    }
    return true;
  }
}
