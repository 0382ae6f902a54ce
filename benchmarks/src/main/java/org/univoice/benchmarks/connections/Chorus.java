package org.univoice.benchmarks.connections;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Clients that all talk, a chunk every 50 ms each, and never in step. One timer wakes for all of
 * them: a timer for each would cost the machine more than the gateway does.
 */
final class Chorus {
  private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final List<LoadClientHandler> clients;
  private final EventLoop loop;
  private final long startNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
  private final ScheduledFuture<?> talking;
  private long said;

  /**
   * @param loop that of every client
   */
  Chorus(List<LoadClientHandler> clients, EventLoop loop) {
    this.clients = clients;
    this.loop = loop;
    this.talking =
        loop.scheduleAtFixedRate(this::say, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  private void say() {
    long now = System.nanoTime();
    for (long due = due(); due <= now; due = due()) {
      clients.get((int) (said++ % clients.size())).say(due);
    }
  }

  /** When the next chunk is to be said: one client after the other. */
  private long due() {
    return startNanos + said * CHUNK_NANOS / clients.size();
  }

  /** What is heard from now on counts. */
  void measure() {
    loop.execute(() -> clients.forEach(client -> client.measure(true)));
  }

  /** Nothing is said any more, and nothing counts that is heard. */
  void stop() {
    loop.execute(
        () -> {
          talking.cancel(false);
          clients.forEach(client -> client.measure(false));
        });
  }
}
