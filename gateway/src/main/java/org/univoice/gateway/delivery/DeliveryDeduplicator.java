package org.univoice.gateway.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recognises what was delivered before. Ids are deterministic, so a restarted job repeats them; the
 * newest {@code capacity} ids are remembered. Not safe for use by several threads at once.
 *
 * <p>An id older than the window would pass again; the window is far larger than what a job can
 * produce again between two checkpoints for one participant.
 */
public final class DeliveryDeduplicator {
  private final Map<String, Long> sequences = new LinkedHashMap<>();
  private final int capacity;

  public DeliveryDeduplicator(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1");
    }
    this.capacity = capacity;
  }

  /** Whether this id is new; it is remembered from now on. */
  public boolean accept(String id, long sequence) {
    if (sequences.putIfAbsent(id, sequence) != null) {
      return false;
    }
    if (sequences.size() > capacity) {
      sequences.remove(sequences.keySet().iterator().next());
    }
    return true;
  }

  /**
   * The participant says what it has: everything later was lost on the way and must pass again when
   * the job repeats it.
   */
  public void rewind(long lastSequence) {
    sequences.values().removeIf(sequence -> sequence > lastSequence);
  }

  /** How many ids are remembered. */
  public int size() {
    return sequences.size();
  }
}
