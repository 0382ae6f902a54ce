package org.univoice.local.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.univoice.local.FailedException;

/** Keeps one part running: started once by the caller's wish, again whenever it dies. */
final class Supervisor implements AutoCloseable {
  private final Part part;
  private final Consumer<String> say;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Runnable endedOnPurpose;
  private volatile GuardedProcess process;
  private Thread watch;

  /**
   * @param say hears of deaths and restarts
   * @param endedOnPurpose called when the part ended with 0, which only happens when told to
   */
  Supervisor(Part part, Consumer<String> say, Runnable endedOnPurpose) {
    this.part = part;
    this.say = say;
    this.endedOnPurpose = endedOnPurpose;
  }

  /** Starts the part and returns when it is ready. */
  void start() {
    try {
      launch();
    } catch (IOException e) {
      throw new FailedException(part.name() + " could not be started: " + e.getMessage(), e);
    }
    part.awaitReady(process);
    watch = new Thread(this::watch, "supervisor of " + part.name());
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    RestartDelay delay = RestartDelay.FIRST;
    try {
      while (true) {
        long started = System.nanoTime();
        int code = process.ended().join();
        if (closing.getCount() == 0) {
          return;
        }
        if (code == 0) {
          endedOnPurpose.run();
          return;
        }
        delay = delay.after(Duration.ofNanos(System.nanoTime() - started));
        say.accept(part.name() + " ended with code " + code + "; starting it again");
        if (closing.await(delay.delay().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever closes either prevents the start or finds the process that it must end. */
  private void launch() throws IOException {
    synchronized (closing) {
      if (closing.getCount() == 0) {
        throw new FailedException(part.name() + " is not started any more");
      }
      process = part.start();
    }
  }

  private synchronized void startAgain() {
    if (closing.getCount() == 0) {
      return;
    }
    try {
      launch();
      part.awaitReady(process);
      say.accept(part.name() + " is back");
    } catch (IOException | FailedException e) {
      if (closing.getCount() > 0) {
        say.accept(e.getMessage());
      }
    }
  }

  /** Process ids of the part as it runs now. */
  List<Long> processIds() {
    GuardedProcess current = process;
    return current == null ? List.of() : current.processIds();
  }

  GuardedProcess process() {
    return process;
  }

  @Override
  public void close() {
    GuardedProcess current;
    synchronized (closing) {
      closing.countDown();
      current = process;
    }
    if (current != null) {
      current.close();
    }
  }
}
