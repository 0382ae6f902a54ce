package org.univoice.gateway.limit;

/** Counts requests by key. Safe for use by many threads; may wait for a remote service. */
public interface Buckets {

  /**
   * Takes requests out of what the quota allows under this key, if so many are left, or else none.
   *
   * @param requests at most as many as may come at once
   */
  Taken take(String key, Quota quota, long requests);

  /** Takes one. */
  default Taken take(String key, Quota quota) {
    return take(key, quota, 1);
  }

  /**
   * @param remaining how many may follow at once
   * @param nanosToWait until they may pass; 0 when they did
   */
  record Taken(boolean passes, long remaining, long nanosToWait) {}
}
