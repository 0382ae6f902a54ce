package org.univoice.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.access.guest.Guests;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.user.Residency;
import org.univoice.log.LogFields;

/**
 * What may be done with sessions, whichever api asks. Waits for the store. Safe for use by many
 * threads.
 */
public final class SessionService {
  private static final Logger LOG = LoggerFactory.getLogger(SessionService.class);
  public static final int LARGEST_PAGE = 100;
  private static final String NOBODY_YET = "";
  private static final int MOST_ATTEMPTS = 5;

  /** Longer than a store needs that answers at all. */
  private static final Duration KEPT_WITHIN = Duration.ofSeconds(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final SessionRegistry live;
  private final SessionStore store;
  private final Gatekeeper gatekeeper;
  private final TicketIssuer tickets;
  private final ParticipationStore participations;
  private final SharedResources shared;
  private final Residency residency;
  private final SessionLanguages languages;
  private final GlossaryNames glossaries;
  private final Admission admission;
  private final SessionBus bus;
  private final Function<StoredSession, Optional<String>> recordingUrls;
  private final Clock clock;

  /**
   * @param recordingUrls where a session's recording is read, when it has one
   */
  public SessionService(
      SessionRegistry live,
      SessionStore store,
      Gatekeeper gatekeeper,
      TicketIssuer tickets,
      ParticipationStore participations,
      Residency residency,
      LanguageCatalogue catalogue,
      GlossaryNames glossaries,
      Admission admission,
      SessionBus bus,
      Function<StoredSession, Optional<String>> recordingUrls,
      Clock clock) {
    this.live = live;
    this.store = store;
    this.gatekeeper = gatekeeper;
    this.tickets = tickets;
    this.participations = participations;
    this.shared = new SharedResources(participations);
    this.residency = residency;
    this.languages = new SessionLanguages(catalogue);
    this.glossaries = glossaries;
    this.admission = admission;
    this.bus = bus;
    this.recordingUrls = recordingUrls;
    this.clock = clock;
  }

  /** Opens a session with its first participant. */
  public Opening create(Caller caller, SessionChange wanted, Joining first) {
    return LogFields.ofRequest(caller.requestId()).call(() -> open(caller, wanted, first));
  }

  private Opening open(Caller caller, SessionChange wanted, Joining first) {
    Principal owner = caller.principal();
    Resource sessions = new Resource(Resource.Kind.SESSIONS, NOBODY_YET, owner.userId());
    gatekeeper.admit(caller, Action.CREATE, sessions);
    if (wanted.recording().orElse(false)) {
      gatekeeper.admit(caller, Action.RECORD, sessions);
    }
    residency.require(owner.userId());
    languages.requireServed(wanted);
    requireGlossary(wanted, owner.tenant(), owner.userId());
    admission.requireRoom();
    Session session = live.open(owner.userId(), owner.tenant());
    try {
      // Before anybody joins, so that whoever keeps it from then on finds the owner's choice.
      StoredSession stored = wanted.applyTo(begun(session, owner));
      store.create(stored);
      Participant participant = live.join(session, owner.userId(), first.name(), first.granted());
      return new Opening(stored, issue(claims(session, participant)));
    } catch (RuntimeException e) {
      live.forget(session);
      throw e;
    }
  }

  /** A name that is misspelt would be noticed by what is not translated as wanted. */
  private void requireGlossary(SessionChange wanted, String tenant, String userId) {
    Optional<String> named = wanted.glossary().filter(name -> !name.isBlank());
    if (named.isPresent() && !glossaries.known(tenant, userId, named.get())) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "There is no glossary '" + RefusedException.shown(named.get()) + "'.",
              "Keep it first with PUT /v1/glossaries/NAME, or name one of GET /v1/glossaries.")
          .about("customTerminology");
    }
  }

  private static StoredSession begun(Session session, Principal owner) {
    return new StoredSession(
        session.id(),
        owner.userId(),
        owner.tenant(),
        SessionStatus.ACTIVE,
        "",
        "",
        Map.of(),
        session.createdAt().truncatedTo(ChronoUnit.MILLIS),
        Optional.empty(),
        SessionSettings.DEFAULT,
        SessionFigures.NONE,
        0);
  }

  /** A further ticket: for another participant, or for one who comes back. */
  public Ticket admit(Caller caller, String sessionId, Joining joining) {
    return LogFields.ofRequest(caller.requestId()).call(() -> letIn(caller, sessionId, joining));
  }

  private Ticket letIn(Caller caller, String sessionId, Joining joining) {
    Session session = live.session(sessionId);
    Principal who = caller.principal();
    boolean isGuest = Guests.include(who);
    Resource resource = resource(sessionId, session.userId(), session.tenant());
    // Of others nobody asks whether they are in it already: they may join any.
    gatekeeper.admit(caller, Action.JOIN, isGuest ? shared.of(resource, caller) : resource);
    residency.require(isGuest ? session.userId() : who.userId());
    if (isGuest) {
      requireAsTheGuest(who, joining);
    }
    if (joining.known().isPresent()) {
      SharedParticipant back = live.find(sessionId, joining.known().get());
      requireOneself(caller, session, back, "Leave 'participantId' out to join as yourself.");
      return issue(new TicketClaims(sessionId, back.id(), back.permissions()));
    }
    admission.requireRoom();
    String speaker = speakerOf(caller, session);
    Participant participant = live.join(session, speaker, joining.name(), joining.granted());
    if (!speaker.isEmpty()) {
      // Before there is a ticket: nothing is said that could not be found again.
      participations.note(speaker, new Participation(sessionId, participant.id()));
    }
    return issue(claims(session, participant));
  }

  /**
   * Gives somebody in a session another name. Whoever holds the participant writes it down and
   * tells the others, also when that is too late for an answer here.
   *
   * @param name by which the others know the participant from now on, also in what is kept
   * @return the name as it is kept: a later one, where somebody gave that meanwhile
   * @throws RefusedException RESOURCE_NOT_FOUND when there is no such session or participant any
   *     more, FORBIDDEN when it is somebody else, INVALID_REQUEST for a name that is none,
   *     SERVICE_UNAVAILABLE when it is not written down in time, though it may be later
   */
  public String rename(Caller caller, String sessionId, String participantId, String name) {
    Session session = live.session(sessionId);
    boolean isGuest = Guests.include(caller.principal());
    Resource resource = resource(sessionId, session.userId(), session.tenant());
    gatekeeper.admit(caller, Action.JOIN, isGuest ? shared.of(resource, caller) : resource);
    String wanted = Joining.requireName(name);
    SharedParticipant former = live.find(sessionId, participantId);
    requireOneself(
        caller, session, former, "Name the participant that you are, as your ticket said.");
    bus.publish(sessionId, new SessionEvent.Rename(participantId, wanted));
    long until = System.nanoTime() + KEPT_WITHIN.toNanos();
    String now = live.find(sessionId, participantId).name();
    while (now.equals(former.name()) && !now.equals(wanted)) {
      if (System.nanoTime() > until) {
        throw new RefusedException(
            ErrorCode.SERVICE_UNAVAILABLE,
            "The gateway at which the participant is does not answer.",
            "Try again in some seconds.",
            5);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      now = live.find(sessionId, participantId).name();
    }
    return now;
  }

  /** A place in a session is its owner's to give, or of who has it. */
  private static void requireOneself(
      Caller caller, Session session, SharedParticipant back, String suggestion) {
    String userId = caller.principal().userId();
    boolean oneself = userId.equals(back.userId()) || userId.equals(Guests.userId(back.id()));
    if (!userId.equals(session.userId()) && !oneself) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "This participant is somebody else.", suggestion);
    }
  }

  /** A guest was invited as one: whoever else comes shows an invitation, too. */
  private static void requireAsTheGuest(Principal guest, Joining joining) {
    if (!joining.known().map(Guests::userId).equals(Optional.of(guest.userId()))) {
      throw new RefusedException(
              ErrorCode.FORBIDDEN,
              "A guest gets tickets for itself alone.",
              "Send the 'participantId' that POST /v1/guests answered.")
          .about("participantId");
    }
  }

  /** An owner who asks again asks for somebody else: a voice is nobody's by mistake. */
  private static String speakerOf(Caller caller, Session session) {
    String userId = caller.principal().userId();
    return userId.equals(session.userId()) ? "" : userId;
  }

  private static TicketClaims claims(Session session, Participant participant) {
    return new TicketClaims(session.id(), participant.id(), participant.permissions());
  }

  private Ticket issue(TicketClaims claims) {
    LogFields.ofParticipant(claims.sessionId(), claims.participantId())
        .run(() -> LOG.info("Ticket issued"));
    return tickets.issue(claims);
  }

  /**
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none of that id
   */
  public StoredSession find(Caller caller, String sessionId) {
    StoredSession session = stored(sessionId);
    gatekeeper.admit(caller, Action.READ, shared.of(Resource.Kind.SESSIONS, session, caller));
    return session;
  }

  /** For who has been admitted to read it before. */
  public Optional<StoredSession> peek(String sessionId) {
    return store.find(sessionId);
  }

  /**
   * A user's sessions, the newest first.
   *
   * @param limit 1 to {@link #LARGEST_PAGE}
   */
  public Page<StoredSession> list(
      Caller caller, String userId, int limit, Optional<String> nextToken) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'limit' is not between 1 and " + LARGEST_PAGE + ".",
              "Send a whole number from 1 to " + LARGEST_PAGE + ".")
          .about("limit");
    }
    Page<StoredSession> page = store.ofUser(userId, limit, nextToken);
    // Whose customer somebody was when it was opened, as for a single one.
    String tenant = page.items().stream().findFirst().map(StoredSession::tenant).orElse("");
    gatekeeper.admit(caller, Action.READ, resource("", userId, tenant));
    return new Page<>(
        page.items().stream().filter(session -> session.tenant().equals(tenant)).toList(),
        page.nextToken());
  }

  /**
   * Changes languages and settings of a session that runs.
   *
   * @param revision the {@link SessionRevision} that the change was decided upon; empty: whatever
   *     it is now
   */
  public StoredSession change(
      Caller caller, String sessionId, SessionChange change, Optional<String> revision) {
    StoredSession former = stored(sessionId);
    Resource resource = resource(former);
    gatekeeper.admit(caller, Action.UPDATE, resource);
    if (change.recording().orElse(false) && !former.settings().recording()) {
      gatekeeper.admit(caller, Action.RECORD, resource);
    }
    languages.requireServed(change);
    requireGlossary(change, former.tenant(), former.userId());
    for (int attempt = 1; ; attempt++) {
      requireChangeable(former, revision);
      StoredSession next = change.applyTo(former);
      if (SessionRevision.of(next).equals(SessionRevision.of(former))) {
        return former;
      }
      try {
        store.update(next);
        tell(former, next);
        return next;
      } catch (StaleVersionException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        former = stored(sessionId);
      }
    }
  }

  private void tell(StoredSession former, StoredSession next) {
    LanguagePair before = former.languages();
    LanguagePair now = next.languages();
    if (!now.equals(before)) {
      bus.publish(
          next.sessionId(),
          new SessionEvent.Changed(before.source(), before.target(), now.source(), now.target()));
    }
    if (next.settings().recording() != former.settings().recording()) {
      bus.publish(next.sessionId(), new SessionEvent.Recorded(next.settings().recording()));
    }
    if (!next.settings().isToldAs(former.settings())) {
      bus.publish(next.sessionId(), new SessionEvent.Wished());
    }
    bus.publish(next.sessionId(), new SessionEvent.Updated());
  }

  private static void requireChangeable(StoredSession session, Optional<String> revision) {
    if (session.endTime().isPresent()) {
      throw RefusedException.conflict(
          "The session has ended, so nothing in it can be changed.", "Open a new session.");
    }
    if (revision.isPresent() && !revision.get().equals(SessionRevision.of(session))) {
      throw new StaleVersionException("The session");
    }
  }

  /** Ends a session for everybody; one that has ended already answers the same again. */
  public SessionSummary end(Caller caller, String sessionId) {
    StoredSession session = stored(sessionId);
    gatekeeper.admit(caller, Action.DELETE, resource(session));
    boolean wasHeld = live.end(sessionId);
    bus.publish(sessionId, new SessionEvent.Ended());
    StoredSession ended = wasHeld ? kept(sessionId) : stored(sessionId);
    for (int attempt = 1; ended.endTime().isEmpty(); attempt++) {
      try {
        StoredSession next = ended.ended(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        store.update(next);
        ended = next;
      } catch (StaleVersionException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        ended = stored(sessionId);
      }
    }
    bus.publish(sessionId, new SessionEvent.Over());
    return SessionSummaries.of(ended, clock.instant(), recordingUrls.apply(ended));
  }

  /** Whoever keeps the session writes its end down with the last figures, a moment later. */
  private StoredSession kept(String sessionId) {
    long until = System.nanoTime() + KEPT_WITHIN.toNanos();
    StoredSession session = stored(sessionId);
    while (session.endTime().isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      session = stored(sessionId);
    }
    return session;
  }

  private StoredSession stored(String sessionId) {
    return store.find(sessionId).orElseThrow(() -> SessionRegistry.notFound("session"));
  }

  private static Resource resource(StoredSession session) {
    return resource(session.sessionId(), session.userId(), session.tenant());
  }

  private static Resource resource(String sessionId, String ownerId, String tenant) {
    return new Resource(Resource.Kind.SESSIONS, sessionId, ownerId).inTenant(tenant);
  }

  /**
   * A session that has begun.
   *
   * @param ticket of its first participant
   */
  public record Opening(StoredSession session, Ticket ticket) {}
}
