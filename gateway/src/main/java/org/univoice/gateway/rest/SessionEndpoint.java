package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.access.TicketClaims;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.log.Correlation;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;

/** Opens sessions and hands out tickets to the media listener. */
final class SessionEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEndpoint.class);
  private static final int LONGEST_NAME = 100;

  private final Authenticator authenticator;
  private final SessionRegistry sessions;
  private final TicketIssuer tickets;
  private final Supplier<URI> mediaUrl;

  SessionEndpoint(
      Authenticator authenticator,
      SessionRegistry sessions,
      TicketIssuer tickets,
      Supplier<URI> mediaUrl) {
    this.authenticator = authenticator;
    this.sessions = sessions;
    this.tickets = tickets;
    this.mediaUrl = mediaUrl;
  }

  @Post("/v1/sessions")
  public HttpResponse open(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    return Correlation.ofRequest(RequestIdDecorator.of(ctx)).call(() -> open(request));
  }

  private HttpResponse open(AggregatedHttpRequest request) {
    authenticator.authenticate(request.headers().get("authorization"));
    Joining joining = joining(request);
    if (joining.participantId() != null) {
      throw invalid("A new session has no participants yet.", "Leave 'participantId' out.");
    }
    Session session = sessions.open();
    return created(
        session, sessions.join(session, joining.participantName(), joining.permissions()));
  }

  @Post("/v1/sessions/{id}/tickets")
  public HttpResponse ticket(
      ServiceRequestContext ctx, @Param("id") String id, AggregatedHttpRequest request) {
    return Correlation.ofRequest(RequestIdDecorator.of(ctx)).call(() -> ticket(id, request));
  }

  private HttpResponse ticket(String id, AggregatedHttpRequest request) {
    authenticator.authenticate(request.headers().get("authorization"));
    Joining joining = joining(request);
    Session session = sessions.session(id);
    if (joining.participantId() == null) {
      return created(
          session, sessions.join(session, joining.participantName(), joining.permissions()));
    }
    TicketClaims again = new TicketClaims(id, joining.participantId(), Set.of());
    return created(session, sessions.participant(again));
  }

  private HttpResponse created(Session session, Participant participant) {
    Correlation.ofParticipant(session.id(), participant.id()).run(() -> LOG.info("Ticket issued"));
    Ticket ticket =
        tickets.issue(new TicketClaims(session.id(), participant.id(), participant.permissions()));
    Opened opened =
        new Opened(
            session.id(),
            participant.id(),
            ticket.value(),
            ticket.expiresAt().toEpochMilli(),
            mediaUrl.get().toString());
    return Json.response(HttpStatus.CREATED, opened);
  }

  private static Joining joining(AggregatedHttpRequest request) {
    if (request.content().isEmpty()) {
      return new Joining(null, null, null);
    }
    Joining joining = Json.read(request.content().array(), Joining.class);
    if (joining.participantName().length() > LONGEST_NAME) {
      throw invalid("'participantName' is too long.", "Send at most 100 characters.");
    }
    return joining;
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }

  /** What is asked for; everything may be left out. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Joining(String participantId, String participantName, Set<Permission> permissions) {
    Joining {
      participantName = participantName == null ? "" : participantName;
      permissions =
          permissions == null || permissions.isEmpty()
              ? Set.of(Permission.values())
              : Set.copyOf(permissions);
    }
  }

  /**
   * @param expiresAt milliseconds since the epoch
   */
  record Opened(
      String sessionId, String participantId, String ticket, long expiresAt, String mediaUrl) {}
}
