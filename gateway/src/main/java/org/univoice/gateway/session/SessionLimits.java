package org.univoice.gateway.session;

import java.time.Duration;

/**
 * How many sessions are held, and for how long.
 *
 * @param away how long a participant may be away before it has left for good
 */
public record SessionLimits(int sessions, int participantsPerSession, Duration away) {
  public static final SessionLimits DEFAULT = new SessionLimits(10_000, 100, Duration.ofMinutes(2));

  public SessionLimits {
    if (sessions < 1 || participantsPerSession < 1 || away.isNegative()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
