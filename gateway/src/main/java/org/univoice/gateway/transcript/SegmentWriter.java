package org.univoice.gateway.transcript;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.stream.Backoff;

/**
 * Writes segments in batches on a thread of its own. A store that fails gets the same again until
 * it takes it; when more waits than may, whoever brings more waits, too: nothing is dropped.
 */
final class SegmentWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
  private static final int LARGEST_BATCH = 200;

  /** Well under the second within which a session that ended must be stored. */
  private static final Duration LINGER = Duration.ofMillis(100);

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  /** A newer state of a segment takes the place of the one that waits. */
  private record Key(String session, String segment, String language) {}

  private final SegmentStore store;
  private final int mostWaiting;
  private final Counter written;
  private final Counter retries;
  private final Counter slowed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Map<Key, TranslationSegment> waiting = new LinkedHashMap<>();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Thread thread = new Thread(this::write, "transcript-writer");
  private int inHand;
  private boolean closing;

  SegmentWriter(SegmentStore store, int mostWaiting, MeterRegistry metrics) {
    this.store = store;
    this.mostWaiting = mostWaiting;
    this.written = metrics.counter("univoice.transcript.written");
    this.retries = metrics.counter("univoice.transcript.retries");
    this.slowed = metrics.counter("univoice.transcript.slowed");
    metrics.gauge("univoice.transcript.waiting", this, SegmentWriter::size);
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes them; waits only while there is no room, and counts that. */
  void add(List<TranslationSegment> segments) {
    lock.lock();
    try {
      if (waiting.size() >= mostWaiting && !closing) {
        slowed.increment();
        while (waiting.size() >= mostWaiting && !closing) {
          room.awaitUninterruptibly();
        }
      }
      for (TranslationSegment segment : segments) {
        waiting.put(
            new Key(segment.sessionId(), segment.segmentId(), segment.targetLanguage()), segment);
      }
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What is not stored yet. */
  int size() {
    lock.lock();
    try {
      return waiting.size() + inHand;
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    try {
      while (true) {
        List<TranslationSegment> batch = next();
        if (batch.isEmpty()) {
          return;
        }
        store(batch);
        lock.lock();
        try {
          inHand = 0;
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What waits, after a moment for company; nothing when all is done. */
  private List<TranslationSegment> next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        more.await();
      }
      long lingerNanos = LINGER.toNanos();
      while (!closing && waiting.size() < LARGEST_BATCH && lingerNanos > 0) {
        lingerNanos = more.awaitNanos(lingerNanos);
      }
      List<TranslationSegment> batch = new ArrayList<>();
      var all = waiting.values().iterator();
      while (all.hasNext() && batch.size() < LARGEST_BATCH) {
        batch.add(all.next());
        all.remove();
      }
      inHand = batch.size();
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void store(List<TranslationSegment> batch) throws InterruptedException {
    Backoff backoff = new Backoff();
    while (true) {
      try {
        store.put(batch);
        written.increment(batch.size());
        return;
      } catch (RuntimeException e) {
        long waitMillis = backoff.failedMillis(random);
        retries.increment();
        LOG.warn(
            "{} segments could not be stored, again in {} ms: {}",
            batch.size(),
            waitMillis,
            e.toString());
        TimeUnit.MILLISECONDS.sleep(waitMillis);
      }
    }
  }

  /** Stores what waits, within five seconds. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      more.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(CLOSES_WITHIN.toMillis());
      if (thread.isAlive()) {
        LOG.error("{} segments were not stored: the store did not take them", size());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
