package org.univoice.gateway.session;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryRouter;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.TrackEnded;
import org.univoice.log.LogFields;

/** The sessions that this gateway holds, in memory and bounded. Safe for use by many threads. */
public final class SessionRegistry implements DeliveryRouter {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final SessionObservers observers = new SessionObservers();
  private final SessionLimits limits;
  private final Supplier<String> ids;
  private final Supplier<Microphone> microphones;
  private final StreamPublisher publisher;
  private final Clock clock;

  public SessionRegistry(
      SessionLimits limits,
      Supplier<String> ids,
      Supplier<Microphone> microphones,
      StreamPublisher publisher,
      Clock clock) {
    this.limits = limits;
    this.ids = ids;
    this.microphones = microphones;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Shows everything that happens from now on. */
  public void observe(SessionObserver observer) {
    observers.add(observer);
  }

  /**
   * @param userId to whom it belongs
   * @throws RefusedException THROTTLED when no more sessions can be held
   */
  public Session open(String userId) {
    if (sessions.size() >= limits.sessions()) {
      throw new RefusedException(
          ErrorCode.THROTTLED, "This gateway holds all the sessions it can.", "Try again.", 10);
    }
    Session session = new Session(ids.get(), userId, clock.instant());
    sessions.put(session.id(), session);
    LogFields.ofSession(session.id()).run(() -> LOG.info("Session opened"));
    return session;
  }

  /**
   * @throws RefusedException QUOTA_EXCEEDED when the session is full
   */
  public Participant join(Session session, String name, Set<Permission> permissions) {
    synchronized (session) {
      if (session.participants().size() >= limits.participantsPerSession()) {
        throw new RefusedException(
            ErrorCode.QUOTA_EXCEEDED,
            "A session holds at most " + limits.participantsPerSession() + " participants.",
            "Open another session.");
      }
      String id = ids.get();
      TrackStream stream = new TrackStream(session.id(), id, publisher, observers, clock);
      Participant participant =
          new Participant(id, name, permissions, stream, microphones.get(), new Listening(), clock);
      session.add(participant);
      // An expiry that ran meanwhile may have found the session empty.
      sessions.put(session.id(), session);
      observers.joined(session, participant);
      LogFields.ofParticipant(session.id(), id).run(() -> LOG.info("Participant joined"));
      return participant;
    }
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when the session is not held here
   */
  public Session session(String sessionId) {
    Session session = sessions.get(sessionId);
    if (session == null) {
      throw notFound("session");
    }
    return session;
  }

  /**
   * Whom a ticket speaks for.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when it has left meanwhile
   */
  public Participant participant(TicketClaims claims) {
    return session(claims.sessionId())
        .participant(claims.participantId())
        .orElseThrow(() -> notFound("participant"));
  }

  /** The participant leaves for good. */
  public void leave(String sessionId, Participant participant) {
    Session session = sessions.get(sessionId);
    if (session != null) {
      remove(session, participant, TrackEnded.Reason.REASON_DISCONNECTED);
    }
  }

  /** Ends what has been away for too long. Called about once a second. */
  public void expire() {
    for (Session session : sessions.values()) {
      for (Participant participant : session.participants()) {
        if (participant.awayLongerThan(limits.away())) {
          remove(session, participant, TrackEnded.Reason.REASON_EXPIRED);
        }
      }
    }
  }

  private void remove(Session session, Participant participant, TrackEnded.Reason reason) {
    LogFields.ofParticipant(session.id(), participant.id())
        .run(() -> removed(session, participant, reason));
  }

  private void removed(Session session, Participant participant, TrackEnded.Reason reason) {
    boolean last;
    synchronized (session) {
      participant.leave(reason);
      session.remove(participant);
      last = session.participants().isEmpty();
      if (last) {
        sessions.remove(session.id());
      }
    }
    LOG.info("Participant left: {}", reason);
    observers.left(session, participant);
    if (last) {
      observers.ended(session);
      LOG.info("Session ended");
    }
  }

  @Override
  public boolean route(Delivery delivery) {
    Session session = sessions.get(delivery.sessionId());
    if (session == null) {
      return false;
    }
    observers.delivered(delivery);
    Optional<Participant> participant = session.participant(delivery.participantId());
    participant.ifPresent(listener -> listener.deliver(delivery));
    return true;
  }

  public int size() {
    return sessions.size();
  }

  private static RefusedException notFound(String what) {
    return new RefusedException(
        ErrorCode.RESOURCE_NOT_FOUND,
        "There is no such " + what + ".",
        "It may have ended; open a new session with POST /v1/sessions.");
  }
}
