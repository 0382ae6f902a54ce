package org.univoice.gateway.cache.redis;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Redis is worth asking: after a failure it is left alone for a moment, so that one that
 * hangs does not cost every request its time-out. Logs when it goes and when it is back, once each.
 */
final class RedisAvailability {
  private static final Logger LOG = LoggerFactory.getLogger(RedisAvailability.class);
  private static final long LEFT_ALONE_NANOS = 1_000_000_000L;

  private final LongSupplier nanos;
  private boolean away;
  private long tryAgainNanos;

  RedisAvailability(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** While it is away only one caller a second may try it. */
  synchronized boolean worthAsking() {
    if (!away) {
      return true;
    }
    long now = nanos.getAsLong();
    if (now - tryAgainNanos < 0) {
      return false;
    }
    tryAgainNanos = now + LEFT_ALONE_NANOS;
    return true;
  }

  synchronized void failed(String why) {
    tryAgainNanos = nanos.getAsLong() + LEFT_ALONE_NANOS;
    if (!away) {
      away = true;
      LOG.warn("Redis is away, going on without it: {}", why);
    }
  }

  synchronized void answered() {
    if (away) {
      away = false;
      LOG.info("Redis is back");
    }
  }
}
