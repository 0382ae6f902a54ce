package org.univoice.gateway;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.univoice.gateway.access.RandomTicketIssuer;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.access.redis.RedisTicketIssuer;
import org.univoice.gateway.session.MemorySessionDirectory;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.redis.RedisSessionDirectory;

/**
 * What the gateways of one deployment share.
 *
 * @param waiting runs what waits for it
 */
public record Deployment(TicketIssuer tickets, SessionDirectory directory, Executor waiting)
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
        Runnable::run);
  }

  /**
   * Any number of gateways that reach one Redis.
   *
   * @param redis redis://… or, with TLS, rediss://…; may hold a password
   */
  public static Deployment sharing(URI redis, Clock clock) {
    RedisTicketIssuer tickets = RedisTicketIssuer.connect(redis, clock, TICKET_VALIDITY);
    return new Deployment(
        tickets,
        RedisSessionDirectory.connect(redis),
        Executors.newFixedThreadPool(WAITING_THREADS, Deployment::thread));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "deployment");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws Exception {
    if (waiting instanceof ExecutorService threads) {
      threads.shutdown();
    }
    for (Object part : new Object[] {tickets, directory}) {
      if (part instanceof AutoCloseable open) {
        open.close();
      }
    }
  }
}
