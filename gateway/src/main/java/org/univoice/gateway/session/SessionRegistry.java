package org.univoice.gateway.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryRouter;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionDirectory.Abandoned;
import org.univoice.gateway.session.SessionDirectory.Left;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.TrackEnded;
import org.univoice.log.LogFields;

/**
 * The part of a deployment's sessions that this gateway holds, in memory and bounded. Everything
 * that other gateways must know is in the directory. Safe for use by many threads; what says so
 * waits for the directory.
 */
public final class SessionRegistry implements DeliveryRouter {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);

  /** When a client that is refused because of a shutdown finds another gateway in its place. */
  private static final int RETRY_AFTER_DRAIN_SECONDS = 5;

  /** What those hear who are in a session that somebody ends. */
  static final String ENDED = "It was ended for everybody";

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final SessionObservers observers = new SessionObservers();
  private final SessionLimits limits;
  private final Supplier<String> ids;
  private final Supplier<Microphone> microphones;
  private final StreamPublisher publisher;
  private final SessionDirectory directory;
  private final Executor waiting;
  private final Clock clock;
  private final String gateway;
  private final SessionExpiry expiry;
  private final SessionEnding ending;

  /** Who may have left: the directory did not answer. */
  private final Set<Participant> uncertain = ConcurrentHashMap.newKeySet();

  private volatile boolean draining;

  /** For a gateway that shares its sessions with no other one. */
  public SessionRegistry(
      SessionLimits limits,
      Supplier<String> ids,
      Supplier<Microphone> microphones,
      StreamPublisher publisher,
      Clock clock) {
    this(limits, ids, microphones, publisher, new MemorySessionDirectory(), Runnable::run, clock);
  }

  /**
   * @param waiting runs what waits for the directory
   */
  public SessionRegistry(
      SessionLimits limits,
      Supplier<String> ids,
      Supplier<Microphone> microphones,
      StreamPublisher publisher,
      SessionDirectory directory,
      Executor waiting,
      Clock clock) {
    this.limits = limits;
    this.ids = ids;
    this.microphones = microphones;
    this.publisher = publisher;
    this.directory = directory;
    this.waiting = waiting;
    this.clock = clock;
    this.gateway = ids.get();
    this.expiry = new SessionExpiry(this, directory, limits, gateway, clock);
    this.ending = new SessionEnding(this, directory);
  }

  /** Shows everything that happens from now on. */
  public void observe(SessionObserver observer) {
    observers.add(observer);
  }

  /**
   * Opens a session of somebody without a tenant. Waits for the directory.
   *
   * @param userId to whom it belongs
   * @throws RefusedException SERVICE_UNAVAILABLE when no more sessions can be held
   */
  public Session open(String userId) {
    return open(userId, "");
  }

  /**
   * As {@link #open(String)}.
   *
   * @param tenant whose customer its owner is, which decides how long it may be silent
   */
  public Session open(String userId, String tenant) {
    requireRoom();
    SharedSession shared =
        new SharedSession(ids.get(), userId, tenant, clock.instant(), limits.idleOf(tenant));
    directory.open(shared);
    Session session = new Session(shared, true);
    sessions.put(session.id(), session);
    LogFields.ofSession(session.id()).run(() -> LOG.info("Session opened"));
    return session;
  }

  /** As {@link #join(Session, String, String, Set)}, for a guest of whom nothing is known. */
  public Participant join(Session session, String name, Set<Permission> permissions) {
    return join(session, "", name, permissions);
  }

  /**
   * Waits for the directory.
   *
   * @param userId whose voice it will be; empty for a guest
   * @throws RefusedException QUOTA_EXCEEDED when the session is full
   */
  public Participant join(
      Session session, String userId, String name, Set<Permission> permissions) {
    SharedParticipant joining =
        SharedParticipant.joining(ids.get(), userId, name, permissions, gateway);
    switch (directory.join(session.id(), joining, limits.participantsPerSession())) {
      case JOINED -> {}
      case FULL ->
          throw new RefusedException(
              ErrorCode.QUOTA_EXCEEDED,
              "A session holds at most " + limits.participantsPerSession() + " participants.",
              "Open another session.");
      case NO_SUCH_SESSION -> throw notFound("session");
    }
    Seat seat = hold(session, joining);
    if (seat.session().begins()) {
      observers.opened(seat.session());
    }
    observers.joined(seat.session(), seat.participant());
    LogFields.ofParticipant(session.id(), joining.id()).run(() -> LOG.info("Participant joined"));
    return seat.participant();
  }

  /**
   * A session of any gateway. Waits for the directory.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none
   */
  public Session session(String sessionId) {
    requireNotDraining();
    Session held = sessions.get(sessionId);
    return held != null
        ? held
        : directory.session(sessionId).map(Session::new).orElseThrow(() -> notFound("session"));
  }

  /**
   * Somebody in a session of any gateway, as far as it is known here. Waits for the directory.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when it has left
   */
  public SharedParticipant find(String sessionId, String participantId) {
    return directory
        .participant(sessionId, participantId)
        .orElseThrow(() -> notFound("participant"));
  }

  /**
   * This gateway holds whom the ticket speaks for from now on, wherever it was before. Waits for
   * the directory.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when it has left meanwhile
   */
  public Seat take(TicketClaims claims) {
    if (!sessions.containsKey(claims.sessionId()) && isFull()) {
      requireRoomFor(find(claims.sessionId(), claims.participantId()));
    }
    Session session = session(claims.sessionId());
    SharedParticipant taken =
        directory
            .take(claims.sessionId(), claims.participantId(), gateway)
            .orElseThrow(() -> notFound("participant"));
    return hold(session, taken);
  }

  /** As {@link #take}. */
  public Participant participant(TicketClaims claims) {
    return take(claims).participant();
  }

  /**
   * Whom it is in this term already, or in a later one whose answer came first; or else somebody
   * new to this gateway.
   */
  private Seat hold(Session wanted, SharedParticipant shared) {
    Seat seat;
    synchronized (sessions) {
      Session session = sessions.computeIfAbsent(wanted.id(), id -> wanted);
      Participant known = session.participant(shared.id()).orElse(null);
      if (known != null && known.term() >= shared.term()) {
        return new Seat(session, known);
      }
      if (known != null) {
        known.supersede();
      }
      Participant participant =
          new Participant(
              shared,
              stream(session.id(), shared.id(), shared.term()),
              microphones,
              new Listening(),
              clock);
      session.add(participant);
      seat = new Seat(session, participant);
    }
    observers.held(seat.session(), seat.participant());
    return seat;
  }

  TrackStream stream(String sessionId, String participantId, long term) {
    return new TrackStream(sessionId, participantId, term, publisher, observers, clock);
  }

  /** Tells the other gateways how the participant is now; completes when they can know it. */
  public CompletionStage<Void> share(Session session, Participant participant) {
    return CompletableFuture.runAsync(() -> update(session, participant), waiting);
  }

  void update(Session session, Participant participant) {
    if (participant.gone()) {
      return;
    }
    boolean held;
    // One at a time, so that the later state is written later.
    synchronized (participant.sharing()) {
      held = directory.update(session.id(), participant.shared(gateway));
    }
    if (!held) {
      drop(session, participant);
    }
  }

  /** Everybody in the session, whichever gateway holds them. */
  public CompletionStage<List<SharedParticipant>> everybody(Session session) {
    return CompletableFuture.supplyAsync(() -> directory.participants(session.id()), waiting);
  }

  /** The participant leaves for good. */
  public void leave(String sessionId, Participant participant) {
    Session session = sessions.get(sessionId);
    if (session != null) {
      waiting.execute(
          () -> {
            try {
              remove(session, participant, TrackEnded.Reason.REASON_DISCONNECTED, "It left");
            } catch (RefusedException e) {
              // It is away from now on, and leaves when it has been so for long enough.
              LOG.warn("A participant could not leave yet: {}", e.getMessage());
            }
          });
    }
  }

  /**
   * Ends the session for everybody, whichever gateway holds them, now: what was said last may not
   * be delivered any more. Waits for the directory.
   *
   * @return false when nobody is in it
   */
  public boolean end(String sessionId) {
    return ending.end(sessionId);
  }

  /**
   * Ends it for some of those who are in it, whichever gateway holds them; the others go on. Waits
   * for the directory.
   *
   * @param why as their clients are told
   * @return false when none of them is in it
   */
  public boolean end(String sessionId, Predicate<SharedParticipant> whose, String why) {
    return ending.end(sessionId, whose, why);
  }

  /**
   * Participants held here that speak or hear what the owner chose before follow the new choice;
   * once more does no harm.
   */
  public void changeLanguages(String sessionId, LanguagePair former, LanguagePair wanted) {
    Session session = sessions.get(sessionId);
    if (session != null && !former.equals(wanted)) {
      for (Participant participant : session.participants()) {
        if (participant.follow(former, wanted)) {
          share(session, participant);
        }
      }
    }
  }

  /** Ends what has been away or silent for too long. Called about once a second. */
  public void expire() {
    expiry.look();
  }

  /**
   * @param why is what a connection is told that it still has
   */
  void remove(Session session, Participant participant, TrackEnded.Reason reason, String why) {
    LogFields.ofParticipant(session.id(), participant.id())
        .run(
            () -> {
              switch (leave(session, participant)) {
                case NOT_HELD -> notHeld(session, participant, reason, why);
                case LEFT -> removed(session, participant, reason, why, false);
                case AS_THE_LAST -> removed(session, participant, reason, why, true);
              }
            });
  }

  private Left leave(Session session, Participant participant) {
    try {
      return directory.leave(session.id(), participant.id(), participant.term());
    } catch (RefusedException e) {
      uncertain.add(participant);
      throw e;
    }
  }

  private void notHeld(
      Session session, Participant participant, TrackEnded.Reason reason, String why) {
    boolean mayHaveLeft = uncertain.remove(participant);
    if (mayHaveLeft && directory.participant(session.id(), participant.id()).isEmpty()) {
      removed(session, participant, reason, why, directory.session(session.id()).isEmpty());
    } else {
      drop(session, participant);
    }
  }

  void removed(
      Session session,
      Participant participant,
      TrackEnded.Reason reason,
      String why,
      boolean last) {
    Optional<ParticipantConnection> connection = participant.leave(reason);
    // Who leaves says goodbye by itself; anybody else is told, also who came back this moment.
    if (reason != TrackEnded.Reason.REASON_DISCONNECTED) {
      connection.ifPresent(still -> still.ended(why));
    }
    boolean isEmpty = release(session, participant);
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
  private void drop(Session session, Participant participant) {
    if (releaseWhenEnded(session.id()) && participant.gone()) {
      return;
    }
    participant.supersede();
    if (release(session, participant)) {
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
    Session session = sessions.get(sessionId);
    if (session == null || directory.session(sessionId).isPresent()) {
      return session == null;
    }
    for (Participant participant : session.participants()) {
      if (participant.letGo(connection -> connection.ended(ENDED))) {
        boolean isEmpty = release(session, participant);
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

  /** Whether nobody of it is held here any more. */
  private boolean release(Session session, Participant participant) {
    synchronized (sessions) {
      session.remove(participant);
      return session.participants().isEmpty() && sessions.remove(session.id(), session);
    }
  }

  boolean holds(Abandoned begun) {
    return Optional.ofNullable(sessions.get(begun.sessionId()))
        .flatMap(session -> session.participant(begun.participantId()))
        .isPresent();
  }

  /** Those that are held here. */
  List<Session> held() {
    return List.copyOf(sessions.values());
  }

  void forget(Session session) {
    directory.forgetEmpty(session.id());
    synchronized (sessions) {
      if (session.participants().isEmpty()) {
        sessions.remove(session.id(), session);
      }
    }
  }

  /** Nobody new is taken from now on. */
  public void drain() {
    draining = true;
  }

  public boolean draining() {
    return draining;
  }

  @Override
  public boolean route(Delivery delivery) {
    if (delivery.body() instanceof DeliveryBody.VoiceLearned) {
      // Of a track that has ended, perhaps with its session; and for no client.
      observers.delivered(delivery);
      return true;
    }
    Session session = sessions.get(delivery.sessionId());
    if (session == null) {
      return false;
    }
    observers.delivered(delivery);
    Optional<Participant> participant = session.participant(delivery.participantId());
    participant.ifPresent(listener -> listener.deliver(delivery));
    return true;
  }

  /** One that is held here; empty when it has ended, or is held by others alone. */
  public Optional<Session> held(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId));
  }

  /** All that are held here now. */
  public List<Session> sessions() {
    return List.copyOf(sessions.values());
  }

  public int size() {
    return sessions.size();
  }

  /** Who was in a conversation before comes back to go on, perhaps from a gateway that died. */
  private void requireRoomFor(SharedParticipant participant) {
    if (participant.configuration().isEmpty()) {
      requireRoom();
    }
  }

  private boolean isFull() {
    return sessions.size() >= limits.sessions();
  }

  private void requireRoom() {
    requireNotDraining();
    if (isFull()) {
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "This gateway holds all the sessions it can.",
          "Try again in some seconds, or at another gateway.",
          10);
    }
  }

  private void requireNotDraining() {
    if (draining) {
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "This gateway is about to stop.",
          "Use another gateway.",
          RETRY_AFTER_DRAIN_SECONDS);
    }
  }

  static RefusedException notFound(String what) {
    return new RefusedException(
        ErrorCode.RESOURCE_NOT_FOUND,
        "There is no such " + what + ".",
        // In the words of the gatekeeper, so that nobody can tell somebody else's from none.
        Gatekeeper.CHECK_ID);
  }
}
