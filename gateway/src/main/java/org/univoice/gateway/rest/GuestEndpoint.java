package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.net.URI;
import java.util.List;
import org.univoice.gateway.session.GuestService;

/** People without an account: how they are invited, and how they come in. */
@Blocking
final class GuestEndpoint {
  private static final String INVITATION = "invitation";
  private static final String NAME = "participantName";

  private final Callers callers;
  private final GuestService guests;
  private final MediaAddress mediaUrl;

  GuestEndpoint(Callers callers, GuestService guests, MediaAddress mediaUrl) {
    this.callers = callers;
    this.guests = guests;
    this.mediaUrl = mediaUrl;
  }

  /** There is nothing to say about an invitation; a body says so, or is left out. */
  @Post("/v1/sessions/{id}/invitations")
  public HttpResponse invite(
      ServiceRequestContext ctx, @Param("id") String id, AggregatedHttpRequest request) {
    GuestService.Invited invited = guests.invite(callers.of(ctx), requireNothing(id, request));
    return Json.response(
        HttpStatus.CREATED,
        new Invited(invited.text(), id, invited.invitation().expiresAt().toEpochMilli()));
  }

  private static String requireNothing(String id, AggregatedHttpRequest request) {
    if (!request.content().isEmpty()) {
      RequestFields.of(request, List.of());
    }
    return id;
  }

  @Post("/v1/guests")
  public HttpResponse welcome(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    RequestFields fields = RequestFields.of(request, List.of(INVITATION, NAME));
    GuestService.Welcome welcome =
        guests.welcome(
            Callers.nobody(ctx), fields.text(INVITATION).orElse(""), fields.text(NAME).orElse(""));
    return Json.response(HttpStatus.CREATED, Welcome.of(welcome, mediaUrl.of(ctx)));
  }

  /**
   * @param expiresAt in milliseconds since the epoch
   */
  record Invited(String invitation, String sessionId, long expiresAt) {}

  /**
   * @param expiresAt of the ticket, in milliseconds since the epoch
   */
  record Welcome(
      String sessionId,
      String participantId,
      String ticket,
      long expiresAt,
      String mediaUrl,
      String sourceLanguage,
      String targetLanguage,
      String guestToken) {
    static Welcome of(GuestService.Welcome welcome, URI mediaUrl) {
      SessionView.Admission admission = SessionView.Admission.of(welcome.ticket(), mediaUrl);
      return new Welcome(
          admission.sessionId(),
          admission.participantId(),
          admission.ticket(),
          admission.expiresAt(),
          admission.mediaUrl(),
          welcome.languages().source(),
          welcome.languages().target(),
          welcome.token());
    }
  }
}
