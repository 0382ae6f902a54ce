package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Patch;
import com.linecorp.armeria.server.annotation.Post;
import java.util.Map;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.StoredSession;

/** Sessions, as version 1 of the api shows them. */
@Blocking
final class SessionEndpoint {
  private final Callers callers;
  private final SessionService sessions;
  private final RecordingIds recordings;
  private final SessionLists lists;
  private final MediaAddress mediaUrl;

  SessionEndpoint(
      Callers callers,
      SessionService sessions,
      RecordingService recordings,
      MediaAddress mediaUrl) {
    this.callers = callers;
    this.sessions = sessions;
    this.recordings = new RecordingIds(recordings);
    this.lists = new SessionLists(sessions, this.recordings);
    this.mediaUrl = mediaUrl;
  }

  @Post("/v1/sessions")
  public HttpResponse open(ServiceRequestContext ctx, AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    RequestFields fields = RequestFields.of(request, SessionRequests.CREATION);
    SessionService.Opening opening =
        sessions.create(caller, SessionRequests.change(fields), SessionRequests.joining(fields));
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.CREATED)
            .set(HttpHeaderNames.LOCATION, "/v1/sessions/" + opening.session().sessionId())
            .build();
    return Json.response(headers, SessionView.Opened.of(opening, mediaUrl.of(ctx)));
  }

  @Get("/v1/sessions")
  public HttpResponse list(
      ServiceRequestContext ctx,
      @Param("limit") @Nullable String limit,
      @Param("nextToken") @Nullable String nextToken) {
    return lists.of(callers.of(ctx), limit, nextToken, "sessions", SessionView::of);
  }

  @Get("/v1/sessions/{id}")
  public HttpResponse read(ServiceRequestContext ctx, @Param("id") String id) {
    return shown(sessions.find(callers.of(ctx), id));
  }

  @Patch("/v1/sessions/{id}")
  public HttpResponse change(
      ServiceRequestContext ctx, @Param("id") String id, AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    RequestFields fields = RequestFields.of(request, SessionRequests.CHANGE);
    return shown(
        sessions.change(caller, id, SessionRequests.change(fields), Revisions.wanted(request)));
  }

  @Delete("/v1/sessions/{id}")
  public HttpResponse end(ServiceRequestContext ctx, @Param("id") String id) {
    return Json.response(HttpStatus.OK, SessionView.Summary.of(sessions.end(callers.of(ctx), id)));
  }

  @Post("/v1/sessions/{id}/tickets")
  public HttpResponse ticket(
      ServiceRequestContext ctx, @Param("id") String id, AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    RequestFields fields = RequestFields.of(request, SessionRequests.TICKET);
    return Json.response(
        HttpStatus.CREATED,
        SessionView.Admission.of(
            sessions.admit(caller, id, SessionRequests.joining(fields)), mediaUrl.of(ctx)));
  }

  @Patch("/v1/sessions/{id}/participants/{participantId}")
  public HttpResponse rename(
      ServiceRequestContext ctx,
      @Param("id") String id,
      @Param("participantId") String participantId,
      AggregatedHttpRequest request) {
    Caller caller = callers.of(ctx);
    RequestFields fields = RequestFields.of(request, SessionRequests.RENAMING);
    String name = sessions.rename(caller, id, participantId, SessionRequests.name(fields));
    return Json.response(
        HttpStatus.OK,
        Map.of("sessionId", id, "participantId", participantId, "participantName", name));
  }

  @Get("/v1/metrics/session/{id}")
  public HttpResponse figures(ServiceRequestContext ctx, @Param("id") String id) {
    StoredSession session = sessions.find(callers.of(ctx), id);
    return Json.response(
        HttpStatus.OK,
        Map.of(
            "sessionId",
            session.sessionId(),
            "metrics",
            SessionView.Figures.of(session.figures())));
  }

  private HttpResponse shown(StoredSession session) {
    SessionView view = SessionView.of(session, recordings.of(session));
    return Json.response(Revisions.etag(view.revision()), view);
  }
}
