package org.univoice.gateway.session;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.TrackEnded.Reason;
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

  private final Holdings holdings = new Holdings();
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
  private final Departures departures;
  private volatile boolean draining;
  private volatile Consumer<Seat> preparation = seat -> {};

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
    this.observers.add(new OriginalForwarder(holdings));
    this.departures = new Departures(holdings, directory, observers);
    this.expiry = new SessionExpiry(this, holdings, departures, directory, limits, gateway, clock);
    this.ending = new SessionEnding(this, holdings, departures, directory);
  }

  /**
   * @param what is done for everybody who takes a seat before they can say anything; may wait
   */
  public void prepareWith(Consumer<Seat> what) {
    preparation = what;
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
    holdings.add(session);
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
    return holdings
        .of(sessionId)
        .or(() -> directory.session(sessionId).map(Session::new))
        .orElseThrow(() -> notFound("session"));
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
    if (isFull() && holdings.of(claims.sessionId()).isEmpty()) {
      requireRoomFor(find(claims.sessionId(), claims.participantId()));
    }
    Session session = session(claims.sessionId());
    SharedParticipant taken =
        directory
            .take(claims.sessionId(), claims.participantId(), gateway)
            .orElseThrow(() -> notFound("participant"));
    Seat seat = hold(session, taken);
    prepare(seat);
    return seat;
  }

  private void prepare(Seat seat) {
    try {
      preparation.accept(seat);
    } catch (RuntimeException e) {
      // Beside the conversation it is looked up again.
      LOG.warn("What a session wants cannot be seen yet: {}", e.toString());
    }
  }

  /** As {@link #take}. */
  public Participant participant(TicketClaims claims) {
    return take(claims).participant();
  }

  private Seat hold(Session wanted, SharedParticipant shared) {
    Holdings.Held held =
        holdings.hold(
            wanted,
            shared,
            session ->
                new Participant(
                    shared,
                    stream(session.id(), shared.id(), shared.term()),
                    microphones,
                    new Listening(),
                    clock));
    Seat seat = held.seat();
    if (held.isNew()) {
      observers.held(seat.session(), seat.participant());
    }
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
    // One at a time, so that the later state is written later, and the later name told later.
    synchronized (participant.sharing()) {
      SharedParticipant now = participant.shared(gateway);
      held = directory.update(session.id(), now);
      if (held && participant.isNews(now.name())) {
        observers.nameKept(session.id(), now.id(), now.name());
      }
    }
    if (!held) {
      departures.drop(session, participant);
    }
  }

  /** Everybody in the session, whichever gateway holds them. */
  public CompletionStage<List<SharedParticipant>> everybody(Session session) {
    return CompletableFuture.supplyAsync(() -> directory.participants(session.id()), waiting);
  }

  /** The participant leaves for good. */
  public void leave(String sessionId, Participant participant) {
    holdings.of(sessionId).ifPresent(session -> waiting.execute(() -> leave(session, participant)));
  }

  private void leave(Session session, Participant participant) {
    try {
      departures.remove(session, participant, Reason.REASON_DISCONNECTED, "It left");
    } catch (RefusedException e) {
      // It is away from now on, and leaves when it has been so for long enough.
      LOG.warn("A participant could not leave yet: {}", e.getMessage());
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
    if (former.equals(wanted)) {
      return;
    }
    for (Session session : holdings.of(sessionId).stream().toList()) {
      for (Participant participant : session.participants()) {
        if (participant.follow(former, wanted)) {
          share(session, participant);
        }
      }
    }
  }

  /**
   * Calls somebody otherwise who is held here, and lets the other gateways know. Waits for them.
   */
  void rename(String sessionId, String participantId, String name) {
    for (Session session : holdings.of(sessionId).stream().toList()) {
      session
          .participant(participantId)
          .ifPresent(
              participant -> {
                participant.rename(name);
                update(session, participant);
              });
    }
  }

  /** Everybody held here is told how somebody is called now, wherever that one is held. */
  void renamed(String sessionId, String participantId, String name) {
    for (Session session : holdings.of(sessionId).stream().toList()) {
      observers.renamed(sessionId, participantId, name);
      session.participants().forEach(Participant::othersChanged);
    }
  }

  /** As {@link Departures#releaseWhenEnded}. */
  boolean releaseWhenEnded(String sessionId) {
    return departures.releaseWhenEnded(sessionId);
  }

  /** Ends what has been away or silent for too long. Called about once a second. */
  public void expire() {
    expiry.look();
  }

  void forget(Session session) {
    directory.forgetEmpty(session.id());
    holdings.forgetEmpty(session);
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
    Optional<Session> session = holdings.of(delivery.sessionId());
    if (session.isEmpty()) {
      return false;
    }
    observers.delivered(delivery);
    session
        .flatMap(held -> held.participant(delivery.participantId()))
        .ifPresent(listener -> listener.deliver(delivery));
    return true;
  }

  /** One that is held here; empty when it has ended, or is held by others alone. */
  public Optional<Session> held(String sessionId) {
    return holdings.of(sessionId);
  }

  /** All that are held here now. */
  public List<Session> sessions() {
    return holdings.all();
  }

  public int size() {
    return holdings.size();
  }

  /** Who was in a conversation before comes back to go on, perhaps from a gateway that died. */
  private void requireRoomFor(SharedParticipant participant) {
    if (participant.configuration().isEmpty()) {
      requireRoom();
    }
  }

  private boolean isFull() {
    return holdings.size() >= limits.sessions();
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
