package org.univoice.gateway.event;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.event.LifecycleEvent.Type;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.PerSession;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.session.SessionTally;
import org.univoice.gateway.session.TrackState;

/**
 * Tells when a session begins, pauses, goes on and ends. It pauses when everybody in it who may
 * speak does.
 */
public final class SessionEvents implements SessionObserver {
  private final PerSession<Seen> sessions = new PerSession<>();
  private final EventSink sink;
  private final Clock clock;

  public SessionEvents(EventSink sink, Clock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public void opened(Session session) {
    publish(Type.SESSION_CREATED, session.id(), Map.of("userId", session.userId()));
  }

  @Override
  public void held(Session session, Participant participant) {
    Seen seen = sessions.held(session, () -> new Seen(session));
    // Asked for first: whoever pauses is locked while it is told of.
    boolean pauses = participant.state() == TrackState.PAUSED;
    synchronized (seen) {
      boolean isFirst = seen.participants.isEmpty();
      seen.participants.add(participant.id());
      if (participant.permissions().contains(Permission.SPEAK)) {
        seen.speaking.add(participant.id());
        if (pauses) {
          seen.pausing.add(participant.id());
        }
        if (isFirst) {
          // Who comes paused from another gateway has been told of there.
          seen.paused = seen.isPaused();
        }
      }
    }
  }

  /** After it is held, and after the beginning was told. */
  @Override
  public void joined(Session session, Participant participant) {
    tellPause(session.id(), seen -> {});
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
    tellPause(
        sessionId,
        seen -> {
          if (speaks) {
            seen.pausing.remove(participantId);
          } else {
            seen.pausing.add(participantId);
          }
        });
  }

  private void tellPause(String sessionId, Consumer<Seen> change) {
    sessions
        .find(sessionId)
        .ifPresent(
            seen -> {
              synchronized (seen) {
                change.accept(seen);
                seen.tellPause();
              }
            });
  }

  @Override
  public void left(Session session, Participant participant) {
    sessions
        .find(session.id())
        .ifPresent(
            seen -> {
              synchronized (seen) {
                seen.forget(participant.id());
              }
            });
  }

  @Override
  public void delivered(Delivery delivery) {
    sessions.find(delivery.sessionId()).ifPresent(seen -> seen.tally.add(delivery));
  }

  @Override
  public void released(Session session) {
    sessions.released(session);
  }

  /** Of how many sessions something is remembered. */
  int size() {
    return sessions.size();
  }

  /** With the figures of this gateway, which may have held nobody. */
  @Override
  public void ended(Session session) {
    Seen seen = sessions.ended(session.id()).orElseGet(() -> new Seen(session));
    SessionFigures figures = seen.tally.figures();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("userId", session.userId());
    detail.put("startedAt", session.createdAt().toEpochMilli());
    detail.put("durationMillis", Duration.between(session.createdAt(), clock.instant()).toMillis());
    detail.put("participantCount", seen.participants.size());
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
    private final Session session;
    private final SessionTally tally = new SessionTally();
    private final Set<String> speaking = new HashSet<>();
    private final Set<String> pausing = new HashSet<>();
    private final Set<String> participants = new HashSet<>();
    private boolean paused;

    Seen(Session session) {
      this.session = session;
    }

    void forget(String participantId) {
      speaking.remove(participantId);
      pausing.remove(participantId);
    }

    /** Of those who are held here still. */
    boolean isPaused() {
      speaking.removeIf(id -> session.participant(id).isEmpty());
      return !speaking.isEmpty() && pausing.containsAll(speaking);
    }

    void tellPause() {
      boolean now = isPaused();
      if (now != paused) {
        paused = now;
        Type type = now ? Type.SESSION_PAUSED : Type.SESSION_RESUMED;
        publish(type, session.id(), Map.of("userId", session.userId()));
      }
    }
  }
}
