package org.univoice.gateway.session;

import java.util.Optional;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.SpeechChunk;
import org.univoice.gateway.delivery.DeliveryDeduplicator;
import org.univoice.gateway.delivery.ListenerQueue;
import org.univoice.gateway.delivery.ListenerQueue.Dropped;
import org.univoice.gateway.delivery.SpeechTimeline;

/**
 * What one participant hears, across its connections. Guarded by its participant.
 *
 * <p>After a re-attach the job repeats what was missed while newer deliveries already arrive; until
 * it says that it has, nothing is sent, so that the queue can bring both into order.
 */
final class Listening {
  private static final int DEDUPLICATION_WINDOW = 8192;
  private static final int REMEMBERED_SPEECHES = 64;

  /** More than the minute of speech that the job may send again at once. */
  private static final long CAPACITY_BYTES = 4L * 1024 * 1024;

  private static final long STALE_SPEECH_MILLIS = 5_000;
  private static final long AWAIT_REPLAY_MILLIS = 4_000;

  /** All null until something is delivered: many wait for long before they hear anything. */
  private DeliveryDeduplicator deduplicator;

  private ListenerQueue queue;
  private SpeechTimeline timeline;
  private boolean started;
  private long heldUntilMillis;
  private long sentUpTo;
  private long attachedAtMillis;
  private long acknowledged;

  boolean started() {
    return started;
  }

  void start() {
    started = true;
  }

  /** The connection is gone; what waited for it will be asked for again. */
  void stop() {
    started = false;
    heldUntilMillis = 0;
    sentUpTo = 0;
    if (queue != null) {
      queue.clear();
    }
  }

  /**
   * @param atMillis now; the job was told so
   */
  void resume(long lastSequence, long atMillis) {
    if (deduplicator != null) {
      deduplicator.rewind(lastSequence);
    }
    heldUntilMillis = atMillis + AWAIT_REPLAY_MILLIS;
    attachedAtMillis = atMillis;
    started = true;
  }

  /** What was missed when the connection of that moment attached waits now. */
  void replayed(long atMillis) {
    if (atMillis == attachedAtMillis) {
      heldUntilMillis = 0;
    }
  }

  /** Whether the delivery is new and waits now. */
  boolean offer(Delivery delivery, long nowMillis) {
    if (deduplicator == null) {
      deduplicator = new DeliveryDeduplicator(DEDUPLICATION_WINDOW);
      queue = new ListenerQueue(CAPACITY_BYTES, STALE_SPEECH_MILLIS);
    }
    if (!deduplicator.accept(delivery.id(), delivery.sequence())) {
      return false;
    }
    if (delivery.body() instanceof SpeechChunk chunk) {
      // Placed before it may be dropped, so that what follows keeps its place in time.
      timeline().place(chunk.segmentId(), chunk.index(), chunk.durationMillis());
    }
    queue.offer(delivery, nowMillis);
    return true;
  }

  Optional<Delivery> poll(long nowMillis) {
    if (queue == null || heldMillis(nowMillis) > 0) {
      return Optional.empty();
    }
    Optional<Delivery> next = queue.poll(nowMillis);
    next.ifPresent(sent -> sentUpTo = Math.max(sentUpTo, sent.sequence()));
    return next;
  }

  long heldMillis(long nowMillis) {
    return Math.max(0, heldUntilMillis - nowMillis);
  }

  /** The highest sequence of what was sent over the connection. */
  long sentUpTo() {
    return sentUpTo;
  }

  Dropped takeDropped() {
    return queue == null ? Dropped.NOTHING : queue.takeDropped();
  }

  SpeechTimeline timeline() {
    if (timeline == null) {
      timeline = new SpeechTimeline(REMEMBERED_SPEECHES);
    }
    return timeline;
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Whether this is progress. */
  boolean acknowledge(long sequence) {
    if (sequence <= acknowledged) {
      return false;
    }
    acknowledged = sequence;
    return true;
  }
}
