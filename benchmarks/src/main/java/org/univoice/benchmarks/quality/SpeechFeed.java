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
 * Gives a job what happens in one session after the other, as fast as the models can follow. Only
 * the track's own samples are a clock for the job, so nothing is judged otherwise than live.
 */
final class SpeechFeed {
  /** Controls go a shorter way through the job than speech. */
  private static final long OPENING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Twenty-five times as fast as people speak; a question is on its way within a chunk or two. */
  private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A job that has not finished a session then never will. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private final Supplier<Session> sessions;
  private final BooleanSupplier busy;
  private final Predicate<String> finished;
  private final Deque<TrackEvent> waiting = new ArrayDeque<>();
  private Session current;
  private int chunk;
  private Step step = Step.NEXT;

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
  SpeechFeed(Supplier<Session> sessions, BooleanSupplier busy, Predicate<String> finished) {
    this.sessions = sessions;
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

  private void speak() {
    LockSupport.parkNanos(chunk == 0 ? OPENING_NANOS : CHUNK_NANOS);
    await(() -> !busy.getAsBoolean());
    if (chunk < current.chunks()) {
      waiting.add(current.chunk(chunk++));
    } else {
      waiting.add(current.ending());
      step = Step.ENDING;
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
