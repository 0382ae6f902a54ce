package org.univoice.gateway.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.univoice.gateway.session.SessionDirectory.Abandoned;

/**
 * The sessions of which this gateway holds a part, in memory. Reading never waits; whoever comes or
 * goes does so one at a time, so that a session is here as long as somebody of it is.
 */
final class Holdings {
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  Optional<Session> of(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId));
  }

  List<Session> all() {
    return List.copyOf(sessions.values());
  }

  int size() {
    return sessions.size();
  }

  boolean holds(Abandoned begun) {
    return of(begun.sessionId())
        .flatMap(session -> session.participant(begun.participantId()))
        .isPresent();
  }

  void add(Session session) {
    sessions.put(session.id(), session);
  }

  /**
   * Whom it is in this term already, or in a later one whose answer came first; or else somebody
   * new to this gateway.
   *
   * @param maker makes a participant of the session
   */
  synchronized Held hold(
      Session wanted, SharedParticipant shared, Function<Session, Participant> maker) {
    Session session = sessions.computeIfAbsent(wanted.id(), id -> wanted);
    Participant known = session.participant(shared.id()).orElse(null);
    if (known != null && known.term() >= shared.term()) {
      return new Held(new Seat(session, known), false);
    }
    if (known != null) {
      known.supersede();
    }
    Participant participant = maker.apply(session);
    session.add(participant);
    return new Held(new Seat(session, participant), true);
  }

  /** Who is held now, and whether it was not before. */
  record Held(Seat seat, boolean isNew) {}

  /** Whether nobody of the session is held here any more. */
  synchronized boolean release(Session session, Participant participant) {
    session.remove(participant);
    return session.participants().isEmpty() && sessions.remove(session.id(), session);
  }

  synchronized void forgetEmpty(Session session) {
    if (session.participants().isEmpty()) {
      sessions.remove(session.id(), session);
    }
  }
}
