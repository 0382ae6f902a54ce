package org.univoice.gateway.cache.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;

/**
 * Where Redis is, and how long anybody waits for it.
 *
 * @param uri redis://[user:password@]host[:port][/database], or rediss:// for TLS; a secret where
 *     it holds a password
 * @param timeout of one command; a request may take a few of them
 */
public record RedisConfig(String uri, Duration timeout) {
  public static final Duration TIMEOUT = Duration.ofMillis(50);

  /** Of what cannot be done without Redis: a client that comes waits so long, and no longer. */
  public static final Duration PATIENCE = Duration.ofSeconds(2);

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  public RedisConfig {
    if (!uri.startsWith("redis://") && !uri.startsWith("rediss://")) {
      throw new IllegalArgumentException("The address of Redis begins with redis:// or rediss://.");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("Redis needs a time-out of a millisecond or more.");
    }
    address(uri);
  }

  public static RedisConfig of(String uri) {
    return new RedisConfig(uri, TIMEOUT);
  }

  RedisURI address() {
    RedisURI address = address(uri);
    // Of connecting, which takes several round trips; commands have the short one.
    address.setTimeout(CONNECT_TIMEOUT);
    address.setClientName("univoice-gateway");
    return address;
  }

  private static RedisURI address(String uri) {
    try {
      return RedisURI.create(uri);
    } catch (RuntimeException e) {
      // Its own message quotes the URI, and with it the password.
      throw new IllegalArgumentException("The address of Redis is no address.");
    }
  }

  /** Never the password. */
  @Override
  public String toString() {
    RedisURI address = address(uri);
    return "RedisConfig[" + address.getHost() + ":" + address.getPort() + "]";
  }
}
