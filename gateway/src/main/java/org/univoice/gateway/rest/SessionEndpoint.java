package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.access.Resource.Kind;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SharedParticipant;
import org.univoice.log.LogFields;

/** Opens sessions and hands out tickets to the media listener. */
final class SessionEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEndpoint.class);
  private static final String PARTICIPANT_ID = "participantId";
  private static final List<String> TICKET_FIELDS =
      List.of(PARTICIPANT_ID, NewParticipant.NAME, NewParticipant.PERMISSIONS);

  private final Callers callers;
  private final Gatekeeper gatekeeper;
  private final Admission admission;
  private final SessionRegistry sessions;
  private final TicketIssuer tickets;
  private final Supplier<URI> mediaUrl;

  SessionEndpoint(
      Callers callers,
      Gatekeeper gatekeeper,
      Admission admission,
      SessionRegistry sessions,
      TicketIssuer tickets,
      Supplier<URI> mediaUrl) {
    this.callers = callers;
    this.gatekeeper = gatekeeper;
    this.admission = admission;
    this.sessions = sessions;
    this.tickets = tickets;
    this.mediaUrl = mediaUrl;
  }

  @Blocking
  @Post("/v1/sessions")
  public HttpResponse open(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    return LogFields.ofRequest(RequestIdDecorator.of(ctx))
        .call(() -> open(callers.of(ctx), request));
  }

  private HttpResponse open(Caller caller, AggregatedHttpRequest request) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.CREATE, new Resource(Kind.SESSIONS, "", userId));
    NewParticipant first = NewParticipant.of(fields(request, NewParticipant.FIELDS));
    admission.requireRoom();
    Session session = sessions.open(userId);
    return created(session, sessions.join(session, userId, first.name(), first.permissions()));
  }

  @Blocking
  @Post("/v1/sessions/{id}/tickets")
  public HttpResponse ticket(
      ServiceRequestContext ctx, @Param("id") String id, AggregatedHttpRequest request) {
    return LogFields.ofRequest(RequestIdDecorator.of(ctx))
        .call(() -> ticket(callers.of(ctx), id, request));
  }

  private HttpResponse ticket(Caller caller, String id, AggregatedHttpRequest request) {
    RequestFields fields = fields(request, TICKET_FIELDS);
    NewParticipant joining = NewParticipant.of(fields);
    Optional<String> known = fields.text(PARTICIPANT_ID);
    if (known.isPresent() && fields.has(NewParticipant.PERMISSIONS)) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "A participant keeps the permissions with which it joined.",
          "Leave 'permissions' out, or 'participantId' for a new participant.");
    }
    Session session = sessions.session(id);
    gatekeeper.admit(caller, Action.JOIN, new Resource(Kind.SESSIONS, id, session.userId()));
    if (known.isPresent()) {
      SharedParticipant back = sessions.find(id, known.get());
      requireOneself(caller, session, back);
      return created(new TicketClaims(id, back.id(), back.permissions()));
    }
    return created(session, join(session, speakerOf(caller, session), joining));
  }

  /** A place in a session is its owner's to give, or of who has it. */
  private static void requireOneself(Caller caller, Session session, SharedParticipant back) {
    String userId = caller.principal().userId();
    if (!userId.equals(session.userId()) && !userId.equals(back.userId())) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "This participant is somebody else.",
          "Leave 'participantId' out to join as yourself.");
    }
  }

  private Participant join(Session session, String userId, NewParticipant joining) {
    admission.requireRoom();
    return sessions.join(session, userId, joining.name(), joining.permissions());
  }

  /** An owner who asks again asks for somebody else: a voice is nobody's by mistake. */
  private static String speakerOf(Caller caller, Session session) {
    String userId = caller.principal().userId();
    return userId.equals(session.userId()) ? "" : userId;
  }

  private HttpResponse created(Session session, Participant participant) {
    return created(new TicketClaims(session.id(), participant.id(), participant.permissions()));
  }

  private HttpResponse created(TicketClaims claims) {
    LogFields.ofParticipant(claims.sessionId(), claims.participantId())
        .run(() -> LOG.info("Ticket issued"));
    Ticket ticket = tickets.issue(claims);
    Opened opened =
        new Opened(
            claims.sessionId(),
            claims.participantId(),
            ticket.value(),
            ticket.expiresAt().toEpochMilli(),
            mediaUrl.get().toString());
    return Json.response(HttpStatus.CREATED, opened);
  }

  private static RequestFields fields(AggregatedHttpRequest request, List<String> known) {
    MediaType type = request.contentType();
    if (type == null || !type.is(MediaType.JSON)) {
      throw HttpStatusException.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    return RequestFields.read(request.content().array(), known);
  }

  /**
   * @param expiresAt milliseconds since the epoch
   */
  record Opened(
      String sessionId, String participantId, String ticket, long expiresAt, String mediaUrl) {}
}
