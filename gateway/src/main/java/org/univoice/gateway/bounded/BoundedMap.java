package org.univoice.gateway.bounded;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers only so many: one more, and the eldest is forgotten. Not safe for use by several
 * threads at once.
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_ROOM = 16;
  private static final float LOAD = 0.75f;

  private final int capacity;

  private BoundedMap(int capacity, boolean byUse) {
    super(FIRST_ROOM, LOAD, byUse);
    this.capacity = capacity;
  }

  /** The eldest is the one that was put first. */
  public static <K, V> BoundedMap<K, V> ofLatest(int capacity) {
    return new BoundedMap<>(capacity, false);
  }

  /** The eldest is the one that was not used for the longest time. */
  public static <K, V> BoundedMap<K, V> ofUsed(int capacity) {
    return new BoundedMap<>(capacity, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
