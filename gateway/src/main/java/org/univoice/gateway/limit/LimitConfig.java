package org.univoice.gateway.limit;

import java.time.Duration;

/**
 * What is allowed.
 *
 * @param address of one address, whoever asks from there
 * @param signIns of one address, to get or renew a proof of who somebody is
 * @param reads of one user
 * @param writes of one user
 * @param premiumFactor how many times as much those may do who have higher limits
 */
public record LimitConfig(
    Quota address, Quota signIns, Quota reads, Quota writes, int premiumFactor) {
  public static final LimitConfig DEFAULT =
      new LimitConfig(
          new Quota(1_000, Duration.ofMinutes(5)),
          new Quota(20, Duration.ofMinutes(5)),
          new Quota(600, Duration.ofMinutes(1)),
          new Quota(120, Duration.ofMinutes(1)),
          5);

  private static final Quota UNLIMITED = new Quota(0, Duration.ofMinutes(1));

  /** Everything passes. */
  public static final LimitConfig NONE =
      new LimitConfig(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, 1);

  public LimitConfig {
    if (premiumFactor < 1) {
      throw new IllegalArgumentException("Higher limits are 1 or more times the others.");
    }
  }
}
