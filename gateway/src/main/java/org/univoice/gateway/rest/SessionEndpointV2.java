package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.StoredSession;

/** Sessions, as version 2 of the api shows them; what changes them is version 1's. */
@Blocking
final class SessionEndpointV2 {
  private final Callers callers;
  private final SessionService sessions;
  private final RecordingIds recordings;
  private final SessionLists lists;

  SessionEndpointV2(Callers callers, SessionService sessions, RecordingService recordings) {
    this.callers = callers;
    this.sessions = sessions;
    this.recordings = new RecordingIds(recordings);
    this.lists = new SessionLists(sessions, this.recordings);
  }

  @Get("/v2/sessions")
  public HttpResponse list(
      ServiceRequestContext ctx,
      @Param("limit") @Nullable String limit,
      @Param("nextToken") @Nullable String nextToken) {
    return lists.of(callers.of(ctx), limit, nextToken, "items", SessionViewV2::of);
  }

  @Get("/v2/sessions/{id}")
  public HttpResponse read(ServiceRequestContext ctx, @Param("id") String id) {
    StoredSession session = sessions.find(callers.of(ctx), id);
    SessionViewV2 view = SessionViewV2.of(session, recordings.of(session));
    return Json.response(Revisions.etag(view.revision()), view);
  }
}
