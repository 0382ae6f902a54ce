package org.univoice.gateway.delivery;

import java.util.Iterator;
import java.util.LinkedList;
import java.util.ListIterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.SpeechChunk;
import org.univoice.gateway.delivery.DeliveryBody.Translation;

/**
 * What waits for one listener, in order of sequence, bounded in bytes. Not safe for use by several
 * threads at once.
 *
 * <p>When the listener reads too slowly, something has to go, in this order: partial captions,
 * final captions, speech that has waited longer than {@code staleMillis}, then the oldest speech,
 * and only when nothing else is left the oldest of the rest. Stale speech also goes when its turn
 * to be sent comes: hearing what is being said now is worth more. What stays keeps its order.
 */
public final class ListenerQueue {
  private static final int OVERHEAD_BYTES = 256;

  private final LinkedList<Waiting> waiting = new LinkedList<>();
  private final long capacityBytes;
  private final long staleMillis;
  private long bytes;
  private Dropped dropped = Dropped.NOTHING;

  public ListenerQueue(long capacityBytes, long staleMillis) {
    this.capacityBytes = capacityBytes;
    this.staleMillis = staleMillis;
  }

  /** Adds a delivery and makes room for it when needed. */
  public void offer(Delivery delivery, long nowMillis) {
    Waiting added = new Waiting(delivery, nowMillis, sizeOf(delivery.body()));
    insert(added);
    bytes += added.bytes();
    if (bytes > capacityBytes) {
      makeRoom(nowMillis);
    }
  }

  /** The next delivery to send. */
  public Optional<Delivery> poll(long nowMillis) {
    Waiting next = waiting.pollFirst();
    while (next != null && isSpeech(next) && stale(next, nowMillis)) {
      bytes -= next.bytes();
      dropped = dropped.and(next);
      next = waiting.pollFirst();
    }
    if (next == null) {
      return Optional.empty();
    }
    bytes -= next.bytes();
    return Optional.of(next.delivery());
  }

  /** What was dropped since this was asked last. */
  public Dropped takeDropped() {
    Dropped taken = dropped;
    dropped = Dropped.NOTHING;
    return taken;
  }

  public void clear() {
    waiting.clear();
    bytes = 0;
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  public int size() {
    return waiting.size();
  }

  public long bytes() {
    return bytes;
  }

  /** At the end, nearly always; what is sent again after a re-attach finds its place before it. */
  private void insert(Waiting added) {
    ListIterator<Waiting> place = waiting.listIterator(waiting.size());
    while (place.hasPrevious()) {
      if (place.previous().delivery().sequence() <= added.delivery().sequence()) {
        place.next();
        break;
      }
    }
    place.add(added);
  }

  private void makeRoom(long nowMillis) {
    drop(next -> next.delivery().body() instanceof Caption caption && !caption.isFinal());
    drop(next -> next.delivery().body() instanceof Caption);
    drop(next -> isSpeech(next) && stale(next, nowMillis));
    drop(ListenerQueue::isSpeech);
    drop(next -> true);
  }

  /** Drops the oldest that match until there is room. */
  private void drop(Predicate<Waiting> expendable) {
    Iterator<Waiting> oldestFirst = waiting.iterator();
    while (bytes > capacityBytes && oldestFirst.hasNext()) {
      Waiting next = oldestFirst.next();
      if (expendable.test(next)) {
        oldestFirst.remove();
        bytes -= next.bytes();
        dropped = dropped.and(next);
      }
    }
  }

  private boolean stale(Waiting next, long nowMillis) {
    return nowMillis - next.sinceMillis() > staleMillis;
  }

  private static boolean isSpeech(Waiting next) {
    return next.delivery().body() instanceof SpeechChunk;
  }

  private static long sizeOf(DeliveryBody body) {
    if (body instanceof SpeechChunk speech) {
      return OVERHEAD_BYTES + speech.pcm().length;
    }
    if (body instanceof Caption caption) {
      return OVERHEAD_BYTES + 2L * caption.text().length() + 64L * caption.words().size();
    }
    if (body instanceof Translation translation) {
      return OVERHEAD_BYTES + 2L * translation.text().length();
    }
    return OVERHEAD_BYTES;
  }

  private record Waiting(Delivery delivery, long sinceMillis, long bytes) {}

  /** What a slow listener missed. */
  public record Dropped(int captions, int speechMillis, int others) {
    public static final Dropped NOTHING = new Dropped(0, 0, 0);

    public boolean nothing() {
      return captions == 0 && speechMillis == 0 && others == 0;
    }

    private Dropped and(Waiting gone) {
      DeliveryBody body = gone.delivery().body();
      if (body instanceof Caption) {
        return new Dropped(captions + 1, speechMillis, others);
      }
      if (body instanceof SpeechChunk speech) {
        return new Dropped(captions, speechMillis + Math.max(1, speech.durationMillis()), others);
      }
      return new Dropped(captions, speechMillis, others + 1);
    }
  }
}
