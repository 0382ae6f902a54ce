package org.univoice.job.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A session's deliveries that nobody has acknowledged, by sequence, and for how long they stay. */
final class DeliveryLog {

  /** How long a delivery waits for its acknowledgement, and a session for its last ones. */
  static final long KEEP_MILLIS = 60_000;

  private final SessionStore<LoggedDelivery> store;

  DeliveryLog(SessionStore<LoggedDelivery> store) {
    this.store = store;
  }

  void add(long sequence, LoggedDelivery delivery) throws Exception {
    store.put(sequence, delivery);
  }

  /** The participant has everything up to here. */
  void acknowledged(String track, long upToSequence) throws Exception {
    List<Long> acknowledged = new ArrayList<>();
    for (var entry : store.entries()) {
      if (entry.getKey() <= upToSequence && entry.getValue().track().equals(track)) {
        acknowledged.add(entry.getKey());
      }
    }
    for (Long sequence : acknowledged) {
      store.remove(sequence);
    }
  }

  /** Nothing is sent to the participant any more. */
  void forget(String track) throws Exception {
    acknowledged(track, Long.MAX_VALUE);
  }

  /** What the participant has not acknowledged, in order. */
  List<LoggedDelivery> missing(String track) throws Exception {
    SortedMap<Long, LoggedDelivery> missing = new TreeMap<>();
    for (var entry : store.entries()) {
      if (entry.getValue().track().equals(track)) {
        missing.put(entry.getKey(), entry.getValue());
      }
    }
    return List.copyOf(missing.values());
  }

  /** Forgets what has waited too long, and says what that was. */
  SortedMap<Long, LoggedDelivery> expire(long nowMillis) throws Exception {
    SortedMap<Long, LoggedDelivery> expired = new TreeMap<>();
    for (Map.Entry<Long, LoggedDelivery> entry : store.entries()) {
      if (entry.getValue().atMillis() + KEEP_MILLIS <= nowMillis) {
        expired.put(entry.getKey(), entry.getValue());
      }
    }
    for (Long sequence : expired.keySet()) {
      store.remove(sequence);
    }
    return expired;
  }
}
