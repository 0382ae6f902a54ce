package org.univoice.job.call;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs steps one at a time, in order, on whichever thread brought the first of them. No lock is
 * held meanwhile, so a step may call anything: a call that is cancelled while it answers waits for
 * nobody.
 */
public final class SerialExecutor implements Executor {

  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();

  /** Runs the step now, or leaves it to the thread that is at it. */
  @Override
  public void execute(Runnable step) {
    steps.add(step);
    if (left.getAndIncrement() > 0) {
      return;
    }
    RuntimeException failure = null;
    do {
      try {
        steps.remove().run();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    } while (left.decrementAndGet() > 0);
    if (failure != null) {
      throw failure;
    }
  }
}
