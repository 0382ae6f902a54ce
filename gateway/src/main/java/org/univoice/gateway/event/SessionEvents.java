package org.univoice.gateway.event;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.event.LifecycleEvent.Type;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.session.SessionTally;

/**
 * Tells when a session begins, pauses, goes on and ends. It pauses when everybody in it who may
 * speak does.
 */
public final class SessionEvents implements SessionObserver {
  private final Map<String, Seen> sessions = new ConcurrentHashMap<>();
  private final EventSink sink;
  private final Clock clock;

  public SessionEvents(EventSink sink, Clock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public void joined(Session session, Participant participant) {
    Seen seen = sessions.computeIfAbsent(session.id(), id -> new Seen(session.userId()));
    synchronized (seen) {
      if (seen.participants++ == 0) {
        publish(Type.SESSION_CREATED, session.id(), Map.of("userId", session.userId()));
      }
      if (participant.permissions().contains(Permission.SPEAK)) {
        seen.speaking.add(participant.id());
        seen.tellPause(session.id());
      }
    }
  }

  @Override
  public void paused(String sessionId, String participantId) {
    speaks(sessionId, participantId, false);
  }

  @Override
  public void resumed(String sessionId, String participantId) {
    speaks(sessionId, participantId, true);
  }

  private void speaks(String sessionId, String participantId, boolean speaks) {
    Seen seen = sessions.get(sessionId);
    if (seen != null) {
      synchronized (seen) {
        if (speaks) {
          seen.pausing.remove(participantId);
        } else {
          seen.pausing.add(participantId);
        }
        seen.tellPause(sessionId);
      }
    }
  }

  @Override
  public void left(Session session, Participant participant) {
    Seen seen = sessions.get(session.id());
    if (seen != null) {
      synchronized (seen) {
        seen.speaking.remove(participant.id());
        seen.pausing.remove(participant.id());
      }
    }
  }

  @Override
  public void delivered(Delivery delivery) {
    Seen seen = sessions.get(delivery.sessionId());
    if (seen != null) {
      seen.tally.add(delivery);
    }
  }

  @Override
  public void ended(Session session) {
    Seen seen = sessions.remove(session.id());
    if (seen == null) {
      return;
    }
    SessionFigures figures = seen.tally.figures();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("userId", session.userId());
    detail.put("startedAt", session.createdAt().toEpochMilli());
    detail.put("durationMillis", Duration.between(session.createdAt(), clock.instant()).toMillis());
    detail.put("participantCount", seen.participants);
    detail.put("speakerCount", seen.tally.speakers());
    detail.put("segmentCount", figures.totalSegments());
    detail.put("errorCount", figures.errorCount());
    detail.put("sourceLanguages", seen.tally.spoken());
    detail.put("targetLanguages", seen.tally.heard());
    detail.put("averageLatencyMillis", figures.averageLatencyMillis());
    detail.put("p50LatencyMillis", figures.p50LatencyMillis());
    detail.put("p95LatencyMillis", figures.p95LatencyMillis());
    detail.put("p99LatencyMillis", figures.p99LatencyMillis());
    publish(Type.SESSION_ENDED, session.id(), detail);
  }

  private void publish(Type type, String sessionId, Map<String, Object> more) {
    Map<String, Object> detail = new LinkedHashMap<>(more);
    detail.put("sessionId", sessionId);
    sink.publish(LifecycleEvent.of(type, clock.instant(), detail));
  }

  /** What was seen of a session. */
  private final class Seen {
    private final String userId;
    private final SessionTally tally = new SessionTally();
    private final Set<String> speaking = new HashSet<>();
    private final Set<String> pausing = new HashSet<>();
    private int participants;
    private boolean paused;

    Seen(String userId) {
      this.userId = userId;
    }

    void tellPause(String sessionId) {
      boolean now = !speaking.isEmpty() && pausing.containsAll(speaking);
      if (now != paused) {
        paused = now;
        Type type = now ? Type.SESSION_PAUSED : Type.SESSION_RESUMED;
        publish(type, sessionId, Map.of("userId", userId));
      }
    }
  }
}
