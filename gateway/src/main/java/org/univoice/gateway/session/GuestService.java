package org.univoice.gateway.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.univoice.gateway.access.guest.GuestPass;
import org.univoice.gateway.access.guest.GuestTokens;
import org.univoice.gateway.access.guest.Guests;
import org.univoice.gateway.access.guest.Invitation;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audit.AuditEntry;
import org.univoice.gateway.audit.AuditLog;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.user.Residency;
import org.univoice.log.LogFields;

/**
 * Invites people without an account into sessions, and lets them in. Waits for the stores. Safe for
 * use by many threads.
 */
public final class GuestService {
  private static final Logger LOG = LoggerFactory.getLogger(GuestService.class);

  /** A conversation is on the day for which one invites. */
  static final Duration INVITATION_VALIDITY = Duration.ofHours(24);

  /** As long as one would want to come back, and to read what was said. */
  static final Duration PASS_VALIDITY = Duration.ofHours(24);

  private final SessionRegistry live;
  private final SessionStore store;
  private final Gatekeeper gatekeeper;
  private final GuestTokens tokens;
  private final TicketIssuer tickets;
  private final ParticipationStore participations;
  private final SharedResources shared;
  private final Residency residency;
  private final Admission admission;
  private final AuditLog audit;
  private final Clock clock;

  public GuestService(
      SessionRegistry live,
      SessionStore store,
      Gatekeeper gatekeeper,
      GuestTokens tokens,
      TicketIssuer tickets,
      ParticipationStore participations,
      Residency residency,
      Admission admission,
      AuditLog audit,
      Clock clock) {
    this.live = live;
    this.store = store;
    this.gatekeeper = gatekeeper;
    this.tokens = tokens;
    this.tickets = tickets;
    this.participations = participations;
    this.shared = new SharedResources(participations);
    this.residency = residency;
    this.admission = admission;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * An invitation into a session that goes on, for any number of guests, as far as there is room.
   *
   * @param text what a guest shows
   */
  public record Invited(String text, Invitation invitation) {}

  /**
   * A guest who is in.
   *
   * @param token proves the guest from now on; a secret
   * @param languages what is spoken and heard in the session, as far as somebody has said
   */
  public record Welcome(Ticket ticket, LanguagePair languages, String token) {}

  /** Only who may change a session invites into it: a place in it is its owner's to give. */
  public Invited invite(Caller caller, String sessionId) {
    Session session = live.session(sessionId);
    gatekeeper.admit(caller, Action.UPDATE, shared.of(resource(session), caller));
    residency.require(session.userId());
    Invitation invitation =
        new Invitation(
            sessionId, clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(INVITATION_VALIDITY));
    return new Invited(tokens.write(invitation), invitation);
  }

  /**
   * Lets somebody in who shows an invitation.
   *
   * @param from the request, of nobody proven yet
   * @param name by which the others shall know the guest
   * @throws RefusedException UNAUTHORIZED for whatever is no invitation any more,
   *     RESOURCE_NOT_FOUND when its session is over, QUOTA_EXCEEDED when that is full,
   *     INVALID_REQUEST without a name
   */
  public Welcome welcome(Caller from, String text, String name) {
    return LogFields.ofRequest(from.requestId()).call(() -> letIn(from, text, name));
  }

  private Welcome letIn(Caller from, String text, String name) {
    Instant now = clock.instant();
    Invitation invitation = tokens.invitation(text, now).orElseThrow(() -> refused(from));
    Joining joining = new Joining(Optional.empty(), Joining.requireName(name), Optional.empty());
    Session session = running(invitation.sessionId());
    requireResidency(session);
    admission.requireRoom();
    // Of nobody known: nothing is learnt of a guest's voice, and nothing of it is recorded.
    Participant participant = join(session, joining);
    try {
      return admitted(from, session, participant, now);
    } catch (RuntimeException e) {
      live.leave(session.id(), participant);
      throw e;
    }
  }

  private Welcome admitted(Caller from, Session session, Participant participant, Instant now) {
    Principal guest = Guests.principal(participant.id(), session.tenant());
    Caller known = new Caller(guest, from.address(), from.userAgent(), from.requestId());
    gatekeeper.admit(known, Action.JOIN, resource(session).sharedWith(Set.of(guest.userId())));
    // Before there is a ticket: a guest finds again what was said.
    participations.note(guest.userId(), new Participation(session.id(), participant.id()));
    Instant until = now.truncatedTo(ChronoUnit.MILLIS).plus(PASS_VALIDITY);
    String token = tokens.write(new GuestPass(session.id(), participant.id(), until));
    LanguagePair languages =
        store.find(session.id()).map(StoredSession::languages).orElse(LanguagePair.UNKNOWN);
    Ticket ticket =
        tickets.issue(new TicketClaims(session.id(), participant.id(), participant.permissions()));
    LogFields.ofParticipant(session.id(), participant.id())
        .run(() -> LOG.info("Guest let in by invitation"));
    return new Welcome(ticket, languages, token);
  }

  private Participant join(Session session, Joining joining) {
    try {
      return live.join(session, joining.name(), joining.granted());
    } catch (RefusedException e) {
      throw asOver(e);
    }
  }

  private Session running(String sessionId) {
    try {
      return live.session(sessionId);
    } catch (RefusedException e) {
      throw asOver(e);
    }
  }

  /** Who was invited may know that there was a conversation. */
  private static RefusedException asOver(RefusedException e) {
    return e.code() == ErrorCode.RESOURCE_NOT_FOUND
        ? new RefusedException(
            ErrorCode.RESOURCE_NOT_FOUND,
            "The session of this invitation is over.",
            "Ask whoever invited you for a new invitation.")
        : e;
  }

  /** A guest has no account that could say where data stay; what is said belongs to the owner. */
  private void requireResidency(Session session) {
    if (!residency.permits(session.userId())) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "What is said in this session may not be kept here.",
          "Ask whoever invited you for an invitation to another address.");
    }
  }

  /** One answer for every reason: it tells a guesser nothing, and nobody is named. */
  private RefusedException refused(Caller from) {
    audit.append(
        new AuditEntry(
            clock.millis(),
            "",
            Action.JOIN.name(),
            Resource.Kind.SESSIONS.label(),
            "",
            from.address(),
            from.userAgent(),
            AuditEntry.Result.FAILURE,
            Map.of("requestId", from.requestId(), "code", ErrorCode.UNAUTHORIZED.name())));
    return new RefusedException(
        ErrorCode.UNAUTHORIZED,
        "The invitation is damaged or expired.",
        "Ask whoever invited you for a new one.");
  }

  private static Resource resource(Session session) {
    return new Resource(Resource.Kind.SESSIONS, session.id(), session.userId())
        .inTenant(session.tenant());
  }
}
