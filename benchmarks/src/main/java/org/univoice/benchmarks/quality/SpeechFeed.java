package org.univoice.benchmarks.quality;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.univoice.job.stream.TrackEvent;

/**
 * Gives a job what happens in one session after the other. Only the track's own samples are a clock
 * for the job, so nothing is judged otherwise than live.
 */
final class SpeechFeed {
  /** Controls go a shorter way through the job than speech. */
  private static final long OPENING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Twenty-five times as fast as people speak; a question is on its way within a chunk or two. */
  private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Between an answer and the question that comes of it; on a busy machine some milliseconds. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A job that has not finished a session then never will. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final Supplier<Session> sessions;
  private final BooleanSupplier busy;
  private final Predicate<String> finished;
  private final Deque<TrackEvent> waiting = new ArrayDeque<>();
  private final Pace pace;
  private Session current;
  private volatile int chunk;
  private volatile long beganNanos;
  private Step step = Step.NEXT;

  /** How fast it is spoken. */
  enum Pace {
    /** As fast as the models can follow. */
    HASTY,
    /**
     * The next chunk when all models have been silent for a while: how long they take is nothing.
     */
    STEPWISE,
    /** As people speak, whether or not the models can follow. */
    LIVE
  }

  private enum Step {
    NEXT,
    SPEAKING,
    ENDING
  }

  /**
   * @param sessions the next one, null after the last
   * @param busy whether a question is open
   * @param finished whether everything said in a session has been delivered
   */
  SpeechFeed(
      Supplier<Session> sessions, BooleanSupplier busy, Predicate<String> finished, Pace pace) {
    this.sessions = sessions;
    this.pace = pace;
    this.busy = busy;
    this.finished = finished;
  }

  /** What happens next; null when nothing does any more. Waits. */
  TrackEvent next() {
    while (waiting.isEmpty()) {
      switch (step) {
        case NEXT -> {
          current = sessions.get();
          if (current == null) {
            return null;
          }
          waiting.addAll(current.opening());
          chunk = 0;
          step = Step.SPEAKING;
        }
        case SPEAKING -> speak();
        case ENDING -> {
          await(() -> finished.test(current.id()));
          waiting.addAll(current.leaving());
          step = Step.NEXT;
        }
      }
    }
    return waiting.remove();
  }

  /**
   * How much of the current recording had been spoken by now, in milliseconds: what the job has
   * been given, or on a live feed what a clock beside the speaker shows. For any thread.
   */
  long spokenMillis() {
    return pace == Pace.LIVE
        ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos)
        : (long) chunk * Session.CHUNK_MILLIS;
  }

  private void speak() {
    LockSupport.parkNanos(chunk == 0 ? OPENING_NANOS : CHUNK_NANOS);
    if (pace == Pace.LIVE) {
      awaitItsTime();
    } else {
      await(() -> !busy.getAsBoolean());
      awaitQuiet();
    }
    if (chunk < current.chunks()) {
      int index = chunk;
      chunk = index + 1;
      waiting.add(current.chunk(index));
    } else {
      waiting.add(current.ending());
      step = Step.ENDING;
    }
  }

  /** A chunk is there when all of it has been spoken. */
  private void awaitItsTime() {
    if (chunk == 0) {
      beganNanos = System.nanoTime();
    }
    long dueNanos = beganNanos + TimeUnit.MILLISECONDS.toNanos((chunk + 1L) * Session.CHUNK_MILLIS);
    for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void awaitQuiet() {
    long quietSinceNanos = System.nanoTime();
    while (pace == Pace.STEPWISE && System.nanoTime() - quietSinceNanos < QUIET_NANOS) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (busy.getAsBoolean()) {
        await(() -> !busy.getAsBoolean());
        quietSinceNanos = System.nanoTime();
      }
    }
  }

  private void await(BooleanSupplier what) {
    long untilNanos = System.nanoTime() + PATIENCE_NANOS;
    while (!what.getAsBoolean()) {
      if (System.nanoTime() - untilNanos > 0) {
        throw new IllegalStateException("The job does not finish " + current.id());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
