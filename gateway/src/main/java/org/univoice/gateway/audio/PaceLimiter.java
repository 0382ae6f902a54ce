package org.univoice.gateway.audio;

/**
 * Decides how long to read nothing from a client that sends faster than it could speak. Twice real
 * time is accepted, so that what was kept during an interruption can catch up; a burst of five
 * seconds is accepted at once. A token bucket (Turner, "New Directions in Communications", 1986)
 * whose tokens are milliseconds of audio.
 */
public final class PaceLimiter {

  public static final double MAX_PACE = 2;
  public static final long BURST_MILLIS = 5_000;

  private double tokens = BURST_MILLIS;
  private long lastMillis = Long.MIN_VALUE;

  /** Takes note of accepted audio; answers how long to read nothing more, 0 to go on. */
  public long delayMillis(int audioMillis, long nowMillis) {
    if (lastMillis != Long.MIN_VALUE) {
      tokens = Math.min(BURST_MILLIS, tokens + MAX_PACE * Math.max(0, nowMillis - lastMillis));
    }
    lastMillis = nowMillis;
    tokens -= audioMillis;
    return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / MAX_PACE);
  }
}
