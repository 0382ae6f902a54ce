package org.univoice.client;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows the gateway that a silent client is there, and takes a connection on which nothing comes
 * for lost: the gateway asks every twenty seconds.
 */
final class Heartbeat implements AutoCloseable {
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOST_NANOS = TimeUnit.SECONDS.toNanos(50);
  private static final long LOOK_EVERY_SECONDS = 5;
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "univoice-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private final Supplier<MediaConnection> current;
  private final ScheduledFuture<?> looking;

  Heartbeat(Supplier<MediaConnection> current) {
    this.current = current;
    this.looking =
        TIMER.scheduleAtFixedRate(
            this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** What is to be done about a connection. */
  enum Decision {
    NOTHING,
    BEAT,
    DROP
  }

  static Decision decide(long nowNanos, long sentNanos, long heardNanos) {
    if (nowNanos - heardNanos > LOST_NANOS) {
      return Decision.DROP;
    }
    return nowNanos - sentNanos > SILENT_NANOS ? Decision.BEAT : Decision.NOTHING;
  }

  private void look() {
    MediaConnection connection = current.get();
    if (connection == null || !connection.isOpen()) {
      return;
    }
    switch (decide(System.nanoTime(), connection.sentNanos(), connection.heardNanos())) {
      case NOTHING -> {}
      case BEAT -> connection.beat();
      case DROP -> connection.drop();
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
  }
}
