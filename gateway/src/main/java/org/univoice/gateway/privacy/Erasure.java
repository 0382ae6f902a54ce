package org.univoice.gateway.privacy;

import java.util.ArrayList;
import java.util.List;

/**
 * How far somebody's erasure is.
 *
 * @param requestedAt milliseconds since the epoch, like every time here
 * @param dueAt when it must be done
 * @param done steps, in the order in which they were done
 * @param failures since the last step that was done
 * @param nextAt nobody begins with it before: it is tried again then, or a gateway works on it that
 *     must have said something by then
 * @param completedAt 0 while it is not
 */
public record Erasure(
    String userId,
    long requestedAt,
    long dueAt,
    List<Done> done,
    int failures,
    long nextAt,
    long completedAt) {
  public Erasure {
    done = List.copyOf(done);
  }

  /** Longer than a step takes; a gateway that is gone holds up the others no longer. */
  private static final long HELD_MILLIS = 10 * 60_000;

  private static final long FIRST_PAUSE_MILLIS = 5_000;
  private static final long LONGEST_PAUSE_MILLIS = 15 * 60_000;

  /** A step, and when it was done. */
  public record Done(String step, long at) {}

  static Erasure requested(String userId, long nowMillis, long dueAt) {
    return new Erasure(userId, nowMillis, dueAt, List.of(), 0, nowMillis, 0);
  }

  boolean hasDone(String step) {
    return done.stream().anyMatch(one -> one.step().equals(step));
  }

  public boolean isComplete() {
    return completedAt > 0;
  }

  /** For one gateway alone, for a while. */
  Erasure held(long nowMillis) {
    return new Erasure(
        userId, requestedAt, dueAt, done, failures, nowMillis + HELD_MILLIS, completedAt);
  }

  Erasure with(String step, long nowMillis) {
    List<Done> more = new ArrayList<>(done);
    more.add(new Done(step, nowMillis));
    return new Erasure(userId, requestedAt, dueAt, more, 0, nowMillis, 0).held(nowMillis);
  }

  Erasure failed(long nowMillis) {
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
    return new Erasure(userId, requestedAt, dueAt, done, failures + 1, nowMillis + pause, 0);
  }

  Erasure completed(long nowMillis) {
    return new Erasure(userId, requestedAt, dueAt, done, 0, nowMillis, nowMillis);
  }
}
