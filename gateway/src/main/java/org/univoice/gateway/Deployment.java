package org.univoice.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.univoice.gateway.access.RandomTicketIssuer;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.access.redis.RedisTicketIssuer;
import org.univoice.gateway.bus.MemorySessionBus;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.redis.RedisSessionBus;
import org.univoice.gateway.cache.redis.RedisAwayException;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.session.MemorySessionDirectory;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.redis.RedisSessionDirectory;

/**
 * What the gateways of one deployment share.
 *
 * @param waiting runs what waits for it
 */
public record Deployment(
    TicketIssuer tickets, SessionDirectory directory, SessionBus bus, Executor waiting)
    implements AutoCloseable {
  private static final Duration TICKET_VALIDITY = Duration.ofSeconds(60);
  private static final int MOST_TICKETS = 100_000;

  /** Redis answers in a fraction of a millisecond; more threads would only wait more. */
  private static final int WAITING_THREADS = 8;

  /** One gateway, which is known to itself only. */
  public static Deployment alone(Clock clock) {
    return new Deployment(
        new RandomTicketIssuer(clock, TICKET_VALIDITY, MOST_TICKETS),
        new MemorySessionDirectory(),
        new MemorySessionBus(),
        Runnable::run);
  }

  /**
   * Any number of gateways that reach one Redis.
   *
   * @param redis closed by whoever opened it, afterwards
   * @throws IllegalStateException when Redis does not answer: a gateway that could let nobody in
   *     does not start
   */
  public static Deployment sharing(RedisLink redis, Clock clock) {
    requireThere(redis);
    return new Deployment(
        new RedisTicketIssuer(redis, clock, TICKET_VALIDITY),
        new RedisSessionDirectory(redis),
        new RedisSessionBus(redis, new RandomIds().get()),
        Executors.newFixedThreadPool(WAITING_THREADS, Deployment::thread));
  }

  private static void requireThere(RedisLink redis) {
    try {
      redis.requireThere();
    } catch (RedisAwayException e) {
      throw new IllegalStateException("The Redis of UNIVOICE_REDIS does not answer", e);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "deployment");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    if (waiting instanceof ExecutorService threads) {
      threads.shutdown();
    }
  }
}
