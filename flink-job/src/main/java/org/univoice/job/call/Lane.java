package org.univoice.job.call;

import java.util.ArrayDeque;
import java.util.function.BiPredicate;

/**
 * What waits for its turn under one key, in order; the head is the one whose turn it is. A
 * superseded input keeps its place, so that it ends between the same neighbours as without a
 * restart.
 *
 * @param <IN> what waits
 * @param <MEMORY> what is remembered for the key
 */
final class Lane<IN, MEMORY> {

  /**
   * An input that has not ended.
   *
   * @param sequence order of arrival at the subtask
   * @param timestampMillis event time, or {@link WatermarkHold#NO_TIMESTAMP}
   */
  record Waiting<IN>(long sequence, long timestampMillis, IN input) {}

  private static final class Place<IN> {
    private final Waiting<IN> waiting;
    private boolean superseded;

    private Place(Waiting<IN> waiting) {
      this.waiting = waiting;
    }
  }

  private final Object key;
  private final ArrayDeque<Place<IN>> places = new ArrayDeque<>(2);

  /** What the head sees; durable once the head has ended. */
  MEMORY memory;

  /** The head's call; null when it has none under way. */
  CallFlight<?> flight;

  Lane(Object key, MEMORY memory) {
    this.key = key;
    this.memory = memory;
  }

  Object key() {
    return key;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /**
   * Adds a newer input, which may make older ones pointless.
   *
   * @param supersedes newer, older: holds for any older input
   * @param replacesWaiting newer, older: holds for one whose call is not under way
   */
  void add(Waiting<IN> newer, BiPredicate<IN, IN> supersedes, BiPredicate<IN, IN> replacesWaiting) {
    boolean isUnderWay = flight != null;
    for (Place<IN> older : places) {
      IN input = older.waiting.input();
      older.superseded |=
          supersedes.test(newer.input(), input)
              || !isUnderWay && replacesWaiting.test(newer.input(), input);
      isUnderWay = false; // only the head's call can be
    }
    places.add(new Place<>(newer));
  }

  Waiting<IN> head() {
    return places.element().waiting;
  }

  boolean isHeadSuperseded() {
    return places.element().superseded;
  }

  Waiting<IN> leave() {
    return places.remove().waiting;
  }
}
