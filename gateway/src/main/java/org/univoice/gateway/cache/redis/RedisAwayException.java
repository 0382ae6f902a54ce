package org.univoice.gateway.cache.redis;

/** Redis did not answer in time, or not at all; do without it. */
public final class RedisAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisAwayException(String why) {
    // Thrown for every request while it is away, so it must be cheap.
    super(why, null, false, false);
  }
}
