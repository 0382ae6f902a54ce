package org.univoice.job.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inputs whose calls have not ended: per key in order of arrival, and keys that wait for capacity.
 */
final class PendingCalls<IN> {

  private final Map<Object, Deque<PendingCall<IN>>> byKey = new HashMap<>();
  private final Map<Object, Long> nextPosition = new HashMap<>();
  private final Set<Object> keysWithoutCapacity = new LinkedHashSet<>();
  private int size;

  PendingCall<IN> add(Object key, long timestamp, IN input) {
    long position = nextPosition.getOrDefault(key, 0L);
    return restore(key, position, timestamp, input);
  }

  /** Positions of one key must be restored in ascending order. */
  PendingCall<IN> restore(Object key, long position, long timestamp, IN input) {
    PendingCall<IN> pending = new PendingCall<>(key, position, timestamp, input);
    byKey.computeIfAbsent(key, ignored -> new ArrayDeque<>()).addLast(pending);
    nextPosition.put(key, position + 1);
    size++;
    return pending;
  }

  PendingCall<IN> head(Object key) {
    Deque<PendingCall<IN>> queue = byKey.get(key);
    return queue == null ? null : queue.peekFirst();
  }

  List<PendingCall<IN>> of(Object key) {
    Deque<PendingCall<IN>> queue = byKey.get(key);
    return queue == null ? List.of() : new ArrayList<>(queue);
  }

  void remove(PendingCall<IN> pending) {
    Deque<PendingCall<IN>> queue = byKey.get(pending.key);
    if (queue != null && queue.remove(pending)) {
      size--;
      if (queue.isEmpty()) {
        byKey.remove(pending.key);
        nextPosition.remove(pending.key);
        keysWithoutCapacity.remove(pending.key);
      }
    }
  }

  void waitForCapacity(Object key) {
    keysWithoutCapacity.add(key);
  }

  /** The key that has waited longest for capacity, or null. */
  Object takeKeyWithoutCapacity() {
    var keys = keysWithoutCapacity.iterator();
    if (!keys.hasNext()) {
      return null;
    }
    Object key = keys.next();
    keys.remove();
    return key;
  }

  Collection<Object> keys() {
    return new ArrayList<>(byKey.keySet());
  }

  int size() {
    return size;
  }

  List<PendingCall<IN>> all() {
    List<PendingCall<IN>> all = new ArrayList<>();
    byKey.values().forEach(all::addAll);
    return all;
  }
}
