package org.univoice.job.call;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A call of a library that holds a lock of its own while it tells its observer, and while it is
 * cancelled.
 */
public final class LockingCall<A> implements ModelCall<A> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch telling = new CountDownLatch(1);
  private final CountDownLatch cancelling = new CountDownLatch(1);
  private AnswerObserver<A> observer;

  @Override
  public String model() {
    return "locking";
  }

  @Override
  public Cancellable start(AnswerObserver<A> listener) {
    observer = listener;
    return () -> {
      cancelling.countDown();
      lock.lock();
      lock.unlock();
    };
  }

  /** Cancels the call while it tells something; false when neither got to its end. */
  public boolean isCancelledWhile(Consumer<AnswerObserver<A>> word, Cancellable whole)
      throws InterruptedException {
    Thread teller =
        daemon(
            () -> {
              lock.lock();
              try {
                telling.countDown();
                cancelling.await();
                word.accept(observer);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                lock.unlock();
              }
            });
    telling.await();
    Thread canceller = daemon(whole::cancel);
    canceller.join(PATIENCE.toMillis());
    teller.join(PATIENCE.toMillis());
    return !canceller.isAlive() && !teller.isAlive();
  }

  private static Thread daemon(Runnable step) {
    Thread thread = new Thread(step);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
