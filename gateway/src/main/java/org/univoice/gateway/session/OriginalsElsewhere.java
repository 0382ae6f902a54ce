package org.univoice.gateway.session;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.delivery.OriginalPiece;
import org.univoice.internal.v1.AudioChunk;

/**
 * Brings what somebody says, as it is, to those of the same session at other gateways who asked for
 * it. A gateway tells the others again and again that somebody of a session listens there, and they
 * send their speakers' voices for as long as it does: where nobody listens elsewhere, nothing is
 * sent, and a gateway that is gone is forgotten.
 */
public final class OriginalsElsewhere implements SessionObserver, SessionBus.Listener {

  /** How often {@link #renew} is wanted: who asks to hear the others waits for it. */
  public static final Duration RENEWAL = Duration.ofSeconds(2);

  /** Four renewals may get lost. */
  private static final Duration LEASE = RENEWAL.multipliedBy(5);

  private final SessionRegistry sessions;
  private final SessionBus bus;
  private final String gateway;
  private final Clock clock;

  /** Of sessions with listeners elsewhere: until when they are believed to listen, epoch ms. */
  private final Map<String, Long> wantedUntil = new ConcurrentHashMap<>();

  /** Sessions of which somebody is held here, and those of them of which somebody listens. */
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  private final Set<String> listening = ConcurrentHashMap.newKeySet();

  /**
   * @param gateway differs from that of every other gateway
   */
  public OriginalsElsewhere(SessionRegistry sessions, SessionBus bus, String gateway, Clock clock) {
    this.sessions = sessions;
    this.bus = bus;
    this.gateway = gateway;
    this.clock = clock;
  }

  @Override
  public void held(Session session, Participant participant) {
    hold(session.id());
  }

  @Override
  public synchronized void released(Session session) {
    String id = session.id();
    held.remove(id);
    wantedUntil.remove(id);
    bus.unsubscribe(id, Topic.LISTENERS, this);
    listens(id);
    if (sessions.held(id).isPresent()) {
      hold(id); // Somebody came back meanwhile.
    }
  }

  @Override
  public void heard(String sessionId, String participantId, List<AudioChunk> chunks) {
    Long until = wantedUntil.get(sessionId);
    if (until == null) {
      return;
    }
    if (until < clock.millis()) {
      wantedUntil.remove(sessionId, until);
      return;
    }
    for (AudioChunk chunk : chunks) {
      bus.publish(
          sessionId,
          new SessionEvent.Voice(
              gateway,
              participantId,
              chunk.getStartMs(),
              chunk.getDurationMs(),
              chunk.getPayload().toByteArray()));
    }
  }

  @Override
  public void on(String sessionId, SessionEvent event) {
    if (event instanceof SessionEvent.Listening other) {
      if (!other.gateway().equals(gateway)) {
        want(sessionId);
      }
    } else if (event instanceof SessionEvent.Voice voice && !voice.gateway().equals(gateway)) {
      // Whoever speaks here has been heard here.
      sessions.held(sessionId).ifPresent(session -> bring(session, voice));
    }
  }

  /** Tells the others of every session of which somebody listens here now. */
  public void renew() {
    held.forEach(this::review);
  }

  private static void bring(Session session, SessionEvent.Voice voice) {
    OriginalForwarder.bring(
        session,
        new OriginalPiece(
            voice.participantId(),
            voice.startMillis(),
            voice.durationMillis(),
            ByteString.copyFrom(voice.pcm())));
  }

  private synchronized void want(String sessionId) {
    if (held.contains(sessionId)) {
      wantedUntil.put(sessionId, clock.millis() + LEASE.toMillis());
    }
  }

  private synchronized void hold(String sessionId) {
    held.add(sessionId);
    bus.subscribe(sessionId, Topic.LISTENERS, this);
  }

  /** Tells it without our lock: at another gateway of this process somebody may do the same. */
  private void review(String sessionId) {
    if (listens(sessionId)) {
      bus.publish(sessionId, new SessionEvent.Listening(gateway));
    }
  }

  /** Whether somebody listens here, who is then subscribed for. */
  private synchronized boolean listens(String sessionId) {
    boolean isWanted =
        held.contains(sessionId)
            && sessions.held(sessionId).map(Session::participants).orElse(List.of()).stream()
                .anyMatch(Participant::hearsOriginals);
    if (isWanted) {
      listening.add(sessionId);
      bus.subscribe(sessionId, Topic.VOICES, this);
    } else if (listening.remove(sessionId)) {
      bus.unsubscribe(sessionId, Topic.VOICES, this);
    }
    return isWanted;
  }
}
