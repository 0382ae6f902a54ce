package org.univoice.gateway;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.privacy.SessionErasure;
import org.univoice.gateway.session.Participation;
import org.univoice.gateway.session.ParticipationStore;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StaleVersionException;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.transcript.SegmentStore;

/**
 * All that ties somebody to sessions: their own, and those of others in which they take part. Waits
 * for the stores and for other gateways.
 */
final class UserSessions {
  private static final int PAGE = 50;
  private static final int MOST_ATTEMPTS = 5;

  private final SessionRegistry live;
  private final SessionStore sessions;
  private final SegmentStore segments;
  private final ParticipationStore participations;
  private final SessionErasure erasure;
  private final SessionBus bus;

  UserSessions(
      SessionRegistry live,
      Stores stores,
      ParticipationStore participations,
      SessionErasure erasure,
      SessionBus bus) {
    this.live = live;
    this.sessions = stores.sessions();
    this.segments = stores.segments();
    this.participations = participations;
    this.erasure = erasure;
    this.bus = bus;
  }

  /** Ends their sessions, and lets them leave those of others, whichever gateway holds them. */
  void leaveAll(String userId) {
    // No store may know yet of what has begun here a moment ago.
    for (Session session : live.sessions()) {
      if (session.userId().equals(userId)) {
        live.end(session.id());
      } else if (session.participants().stream().anyMatch(one -> one.userId().equals(userId))) {
        leave(session.id(), userId);
      }
    }
    forEachOwned(
        userId,
        session -> {
          if (session.endTime().isEmpty()) {
            live.end(session.sessionId());
          }
        });
    participations.ofUser(userId).forEach(one -> leave(one.sessionId(), userId));
  }

  /** As {@link #leaveAll}; no gateway keeps of them what is on its way yet. */
  void leaveForGood(String userId) {
    List<String> theirs =
        participations.ofUser(userId).stream().map(Participation::participantId).toList();
    leaveAll(userId);
    bus.publish(SessionBus.EVERY_SESSION, new SessionEvent.Forgotten(userId, theirs));
  }

  private void leave(String sessionId, String userId) {
    live.end(sessionId, one -> one.userId().equals(userId), "Your data may not be kept here");
  }

  void forgetTranscripts(String userId) {
    forEachOwned(userId, erasure::eraseTranscript);
  }

  /** Always the first page: what was on it is gone. */
  void forgetSessions(String userId) {
    List<StoredSession> some = sessions.ofUser(userId, PAGE, Optional.empty()).items();
    while (!some.isEmpty()) {
      some.forEach(erasure::erase);
      some = sessions.ofUser(userId, PAGE, Optional.empty()).items();
    }
  }

  /** What they said in sessions of others goes, with its translations; the rest is not theirs. */
  void forgetParticipations(String userId) {
    for (Participation one : participations.ofUser(userId)) {
      segments.deleteParticipant(one.sessionId(), one.participantId());
      forgetName(one);
      participations.forget(userId, one);
    }
  }

  private void forgetName(Participation one) {
    Optional<StoredSession> named = named(one);
    for (int attempt = 1; named.isPresent(); attempt++) {
      try {
        sessions.update(named.get().withoutName(one.participantId()));
      } catch (StaleVersionException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
      named = named(one);
    }
  }

  private Optional<StoredSession> named(Participation one) {
    return sessions
        .find(one.sessionId())
        .filter(session -> session.names().containsKey(one.participantId()));
  }

  private void forEachOwned(String userId, Consumer<StoredSession> work) {
    Optional<String> next = Optional.empty();
    do {
      Page<StoredSession> page = sessions.ofUser(userId, PAGE, next);
      page.items().forEach(work);
      next = page.nextToken();
    } while (next.isPresent());
  }
}
