package org.univoice.gateway.limit;

import java.time.Duration;

/**
 * How many requests may pass in any stretch of time of a length. A fifth of them may come at once;
 * the others come back evenly, so that no stretch, wherever it begins, holds more than all.
 *
 * @param requests 0 for no limit
 */
public record Quota(long requests, Duration window) {
  private static final int SHARE_AT_ONCE = 5;

  public Quota {
    // One that may not come at once and come back as well is no limit that lets anything pass.
    if (requests < 0 || requests == 1 || window.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "A limit is 0, for none, or two requests or more in a second or longer.");
    }
  }

  public boolean unlimited() {
    return requests == 0;
  }

  /** How many may come at once. */
  public long atOnce() {
    return Math.max(1, requests / SHARE_AT_ONCE);
  }

  /** How many come back in each window. */
  public long refill() {
    return requests - atOnce();
  }

  Quota times(long factor) {
    return new Quota(requests * factor, window);
  }

  Quota half() {
    return unlimited() ? this : new Quota(Math.max(2, requests / 2), window);
  }
}
