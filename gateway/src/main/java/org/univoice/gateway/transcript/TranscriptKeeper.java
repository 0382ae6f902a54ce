package org.univoice.gateway.transcript;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.delivery.DeliveryBody.Translation;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.internal.v1.AudioChunk;

/**
 * Keeps what is said in the sessions of this gateway. Serving threads only put it together; a
 * thread of its own stores it, a tenth of a second later. They wait only when the store has been
 * away for so long that {@link #MOST_WAITING} segments wait already.
 */
public final class TranscriptKeeper implements SessionObserver, SessionBus.Listener, AutoCloseable {
  /** About 30 MB; fifty people talking without a break fill it in half an hour. */
  private static final int MOST_WAITING = 50_000;

  /** Of a session that ended a last delivery may still be on its way. */
  private static final int ENDED_REMEMBERED = 256;

  /** Of somebody who was erased, too; translations come within a minute. */
  private static final int FORGOTTEN_REMEMBERED = 10_000;

  private final Map<String, Kept> sessions = new ConcurrentHashMap<>();
  private final Map<String, Kept> ended =
      Collections.synchronizedMap(BoundedMap.ofLatest(ENDED_REMEMBERED));
  private final Set<String> forgotten =
      Collections.synchronizedSet(
          Collections.newSetFromMap(BoundedMap.ofLatest(FORGOTTEN_REMEMBERED)));
  private final SegmentWriter writer;
  private final SessionBus bus;
  private final Clock clock;

  /** What is remembered of a session while it lasts. */
  private record Kept(TranscriptAssembler assembler, Map<String, TrackClock> tracks) {}

  /**
   * @param bus told of each translation as it comes
   */
  public TranscriptKeeper(SegmentStore store, SessionBus bus, MeterRegistry metrics, Clock clock) {
    this.writer = new SegmentWriter(store, MOST_WAITING, metrics);
    this.bus = bus;
    this.clock = clock;
    bus.subscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, this);
  }

  @Override
  public void on(String sessionId, SessionEvent event) {
    if (event instanceof SessionEvent.Forgotten gone) {
      forgotten.addAll(gone.participants());
    }
  }

  @Override
  public void held(Session session, Participant participant) {
    sessions.computeIfAbsent(session.id(), this::again);
  }

  private Kept again(String sessionId) {
    Kept known = ended.remove(sessionId);
    return known == null ? kept(sessionId) : known;
  }

  private Kept kept(String sessionId) {
    Map<String, TrackClock> tracks = new ConcurrentHashMap<>();
    return new Kept(
        new TranscriptAssembler(sessionId, segment -> spokenAtMillis(segment, tracks)), tracks);
  }

  /** As its own microphone's gateway knows; another one takes it for just said. */
  private long spokenAtMillis(Segment segment, Map<String, TrackClock> tracks) {
    TrackClock track = tracks.get(segment.track());
    long justNow = clock.millis() - (segment.endMillis() - segment.startMillis());
    return track == null ? justNow : track.spokenAt(segment.startMillis()).orElse(justNow);
  }

  @Override
  public void heard(String sessionId, String participantId, List<AudioChunk> chunks) {
    Kept kept = sessions.get(sessionId);
    if (kept != null) {
      AudioChunk first = chunks.get(0);
      kept.tracks()
          .computeIfAbsent(participantId, id -> new TrackClock())
          .heard(first.getStartMs(), first.getCapturedAtMs() - first.getDurationMs());
    }
  }

  @Override
  public void delivered(Delivery delivery) {
    if (!TranscriptAssembler.concerns(delivery)) {
      return;
    }
    Kept kept = sessions.get(delivery.sessionId());
    Kept known = kept == null ? ended.computeIfAbsent(delivery.sessionId(), this::kept) : kept;
    List<TranslationSegment> changed =
        known.assembler().take(delivery.body()).stream()
            .filter(segment -> !forgotten.contains(segment.participantId()))
            .toList();
    if (delivery.body() instanceof Translation translation) {
      changed.stream()
          .filter(segment -> segment.targetLanguage().equals(translation.language()))
          .forEach(segment -> bus.publish(delivery.sessionId(), SaidSegments.event(segment)));
    }
    if (!changed.isEmpty()) {
      writer.add(changed);
    }
  }

  @Override
  public void released(Session session) {
    Kept kept = sessions.remove(session.id());
    if (kept != null) {
      ended.put(session.id(), kept);
    }
  }

  /** Stores what waits. */
  @Override
  public void close() {
    bus.unsubscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, this);
    writer.close();
  }
}
