package org.univoice.gateway.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.TrackEnded.Reason;
import org.univoice.log.LogFields;

/**
 * Ends a session for everybody, whichever gateway holds them. The directory forgets it first, at
 * once: from then on nobody joins it, and a gateway that holds somebody finds that it has ended,
 * however it learns of it.
 */
final class SessionEnding {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEnding.class);

  private final SessionRegistry registry;
  private final Holdings holdings;
  private final Departures departures;
  private final SessionDirectory directory;

  SessionEnding(
      SessionRegistry registry,
      Holdings holdings,
      Departures departures,
      SessionDirectory directory) {
    this.registry = registry;
    this.holdings = holdings;
    this.departures = departures;
    this.directory = directory;
  }

  /**
   * @return false when nobody was in it
   */
  boolean end(String sessionId) {
    Optional<Session> held = holdings.of(sessionId);
    Optional<SharedSession> known = directory.session(sessionId);
    List<SharedParticipant> everybody = directory.end(sessionId);
    if (everybody.isEmpty() || held.isEmpty() && known.isEmpty()) {
      held.ifPresent(registry::forget);
      return false;
    }
    Session session = held.orElseGet(() -> new Session(known.get()));
    everybody.stream()
        .filter(one -> here(session, one).isEmpty())
        .forEach(one -> say(session, one));
    List<Participant> here =
        everybody.stream().flatMap(one -> here(session, one).stream()).toList();
    if (here.isEmpty()) {
      departures.ended(session);
    }
    for (int i = 0; i < here.size(); i++) {
      Participant participant = here.get(i);
      boolean isLast = i == here.size() - 1;
      LogFields.ofParticipant(sessionId, participant.id())
          .run(
              () ->
                  departures.removed(
                      session, participant, Reason.REASON_SESSION_ENDED, Departures.ENDED, isLast));
    }
    return true;
  }

  /**
   * @return false when none of them was in it
   */
  boolean end(String sessionId, Predicate<SharedParticipant> whose, String why) {
    List<SharedParticipant> some =
        directory.participants(sessionId).stream().filter(whose).toList();
    some.forEach(one -> end(new TicketClaims(sessionId, one.id(), one.permissions()), why));
    return !some.isEmpty();
  }

  private void end(TicketClaims one, String why) {
    Seat seat;
    try {
      seat = registry.take(one);
    } catch (RefusedException e) {
      if (e.code() == ErrorCode.RESOURCE_NOT_FOUND) {
        // It has left meanwhile.
        return;
      }
      throw e;
    }
    departures.remove(seat.session(), seat.participant(), Reason.REASON_SESSION_ENDED, why);
  }

  private static Optional<Participant> here(Session session, SharedParticipant one) {
    return session.participant(one.id()).filter(held -> held.term() == one.term());
  }

  /** The gateway that holds it may be dead, so the job is told from here, in the term after. */
  private void say(Session session, SharedParticipant elsewhere) {
    LogFields.ofParticipant(session.id(), elsewhere.id())
        .run(
            () -> {
              if (elsewhere.configuration().isPresent()) {
                TrackStream stream =
                    registry.stream(session.id(), elsewhere.id(), elsewhere.term() + 1);
                stream.ended(Reason.REASON_SESSION_ENDED);
                stream.left();
              }
              LOG.info("Participant of another gateway left: {}", Reason.REASON_SESSION_ENDED);
            });
  }
}
