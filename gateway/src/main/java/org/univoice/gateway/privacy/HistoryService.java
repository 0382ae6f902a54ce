package org.univoice.gateway.privacy;

import java.util.List;
import java.util.Optional;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.SharedResources;
import org.univoice.gateway.session.StoredSession;

/** Forgets single conversations for whom they belong to; docs/policies/privacy.md. */
public final class HistoryService {
  private final Gatekeeper gatekeeper;
  private final SessionStore sessions;
  private final SessionDirectory directory;
  private final SharedResources shared;
  private final RecordingService recordings;
  private final SessionErasure erasure;
  private final List<ErasureStep> steps;

  /**
   * @param steps for what others keep of a session
   */
  public HistoryService(
      Gatekeeper gatekeeper,
      SessionStore sessions,
      SessionDirectory directory,
      SharedResources shared,
      RecordingService recordings,
      SessionErasure erasure,
      List<ErasureStep> steps) {
    this.gatekeeper = gatekeeper;
    this.sessions = sessions;
    this.directory = directory;
    this.shared = shared;
    this.recordings = recordings;
    this.erasure = erasure;
    this.steps = List.copyOf(steps);
  }

  /**
   * Deletes everything that is kept of a session that has ended, for who may delete each part of
   * it. Where a store fails in between, the session is still there, and asking again goes on.
   *
   * @throws RefusedException RESOURCE_NOT_FOUND when there is none, or none any more; CONFLICT
   *     while it goes on
   */
  public void delete(Caller caller, String sessionId) {
    StoredSession session =
        sessions.find(sessionId).orElseThrow(() -> Gatekeeper.notFound(Resource.Kind.SESSIONS));
    Optional<String> recording = recordings.idOf(session);
    for (Resource.Kind kind : List.of(Resource.Kind.SESSIONS, Resource.Kind.TRANSCRIPTS)) {
      gatekeeper.admit(caller, Action.DELETE, shared.of(kind, session, caller));
    }
    recording.ifPresent(id -> gatekeeper.admit(caller, Action.DELETE, recording(id, session)));
    if (goesOn(session)) {
      throw RefusedException.conflict(
          "The session is still going on, so nothing of it can be deleted.",
          "End it first with DELETE /v1/sessions/{id}.");
    }
    recordings.deleteOf(session);
    erasure.eraseTranscript(session);
    steps.forEach(step -> step.eraseSession(sessionId));
    erasure.erase(session);
  }

  /** Also while it is held by no gateway, but its people may come back to it. */
  private boolean goesOn(StoredSession session) {
    return session.endTime().isEmpty() || directory.session(session.sessionId()).isPresent();
  }

  /** As that service knows it. */
  private static Resource recording(String id, StoredSession session) {
    return new Resource(Resource.Kind.RECORDINGS, id, session.userId());
  }
}
