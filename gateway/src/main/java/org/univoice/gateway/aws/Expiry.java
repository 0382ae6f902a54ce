package org.univoice.gateway.aws;

import java.time.Duration;
import java.time.Instant;

/** How long is kept what is not kept for ever. */
public final class Expiry {
  /** From a session's end. */
  public static final Duration OF_SESSIONS = Duration.ofDays(90);

  /** From when it was said. */
  public static final Duration OF_SEGMENTS = Duration.ofDays(30);

  private Expiry() {}

  /** Seconds since the epoch, as DynamoDB wants it. */
  public static long after(Instant time, Duration kept) {
    return time.plus(kept).getEpochSecond();
  }

  /** DynamoDB removes what has expired within days, not at once; until then nobody sees it. */
  public static boolean isOver(Instant time, Duration kept, Instant now) {
    return !time.plus(kept).isAfter(now);
  }
}
