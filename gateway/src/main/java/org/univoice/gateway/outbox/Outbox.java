package org.univoice.gateway.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.stream.Backoff;

/**
 * Takes things from threads that must not wait, and delivers them behind, in order, in batches, as
 * often as it takes. Bounded: while the receiver is away for long, what comes last is dropped.
 */
public final class Outbox<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final long LAST_CHANCE_MILLIS = 2_000;
  private static final long LOOK_EVERY_MILLIS = 10;

  private final String name;
  private final Delivery<T> delivery;
  private final int batch;
  private final BlockingQueue<T> waiting;
  private final AtomicLong added = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;
  private volatile long endsAtNanos;
  private volatile boolean closing;

  /**
   * @param capacity how many may wait
   * @param batch how many are delivered together
   */
  public Outbox(String name, int capacity, int batch, Delivery<T> delivery) {
    this.name = name;
    this.delivery = delivery;
    this.batch = batch;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.thread = new Thread(this::deliverAll, name + "-outbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Never waits. */
  public void add(T item) {
    if (closing || !waiting.offer(item)) {
      if (dropped.getAndIncrement() == 0) {
        LOG.warn("The {} outbox is full: what comes now is dropped", name);
      }
    } else {
      added.incrementAndGet();
    }
  }

  /**
   * Waits until everything that was added before is delivered.
   *
   * @return false when it was not, in that time
   */
  public boolean flush(Duration patience) throws InterruptedException {
    long wanted = added.get();
    long until = System.nanoTime() + patience.toNanos();
    while (delivered.get() < wanted) {
      if (System.nanoTime() - until > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    return true;
  }

  private void deliverAll() {
    List<T> next = new ArrayList<>(batch);
    try {
      while (!closing || !waiting.isEmpty()) {
        T first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          next.add(first);
          waiting.drainTo(next, batch - 1);
          deliver(next);
          delivered.addAndGet(next.size());
          next = new ArrayList<>(batch);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The {} outbox ended with {} undelivered", name, next.size() + waiting.size());
    }
  }

  private void deliver(List<T> items) throws InterruptedException {
    Backoff backoff = new Backoff();
    List<T> left = items;
    while (!left.isEmpty()) {
      try {
        left = delivery.deliver(left);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | AssertionError e) {
        // Drivers assert, and a thread that ends delivers nothing ever again.
        if (backoff.failures() == 0) {
          LOG.warn("The {} outbox cannot deliver, and goes on trying: {}", name, e.toString());
        }
      }
      if (!left.isEmpty()) {
        if (closing && System.nanoTime() - endsAtNanos > 0) {
          throw new InterruptedException();
        }
        Thread.sleep(backoff.failedMillis(ThreadLocalRandom.current()));
      }
    }
    if (backoff.failures() > 0) {
      LOG.info("The {} outbox delivers again", name);
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      LOG.warn("The {} outbox has dropped {} meanwhile", name, lost);
    }
  }

  /** Delivers what waits if that is possible soon. */
  @Override
  public void close() {
    endsAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_CHANCE_MILLIS);
    closing = true;
    try {
      thread.join(2 * LAST_CHANCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  /** Where they go. */
  @FunctionalInterface
  public interface Delivery<T> {

    /**
     * @return those that were not taken, to be tried again
     * @throws Exception when none was
     */
    List<T> deliver(List<T> items) throws Exception;
  }
}
