package org.univoice.gateway.privacy;

import org.univoice.gateway.access.guest.Guests;
import org.univoice.gateway.session.Participation;
import org.univoice.gateway.session.ParticipationStore;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.transcript.SegmentStore;

/**
 * Forgets single sessions, with what was said in them and who was invited. Waits for the stores.
 */
public final class SessionErasure {
  private final SessionStore sessions;
  private final SegmentStore segments;
  private final ParticipationStore participations;

  public SessionErasure(
      SessionStore sessions, SegmentStore segments, ParticipationStore participations) {
    this.sessions = sessions;
    this.segments = segments;
    this.participations = participations;
  }

  /** What was said; the session itself, which says what else there is of it, stays. */
  public void eraseTranscript(StoredSession session) {
    segments.deleteSession(session.sessionId());
  }

  /** All of it; done again it does no harm. */
  public void erase(StoredSession session) {
    // Also after the transcript was: what was said last may have been written behind.
    eraseTranscript(session);
    forgetGuests(session);
    sessions.delete(session.sessionId());
  }

  /** A guest is known by its session alone, and every guest has a name there. */
  private void forgetGuests(StoredSession session) {
    for (String participantId : session.names().keySet()) {
      participations.forget(
          Guests.userId(participantId), new Participation(session.sessionId(), participantId));
    }
  }
}
