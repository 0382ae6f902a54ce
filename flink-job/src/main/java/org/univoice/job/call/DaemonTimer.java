package org.univoice.job.call;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * Runs steps later, on a thread that ends with it. The JDK's shared timer never ends, and would
 * keep the classes of the job that woke it first in a TaskManager that outlives the job.
 */
public final class DaemonTimer implements AutoCloseable {

  private final ScheduledThreadPoolExecutor thread;

  public DaemonTimer(String name) {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            step -> {
              Thread made = new Thread(step, name);
              made.setDaemon(true);
              return made;
            },
            new DiscardPolicy());
  }

  /** Does nothing once it is closed. */
  public void after(long millis, Runnable step) {
    thread.schedule(step, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
