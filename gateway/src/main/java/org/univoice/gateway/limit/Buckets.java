package org.univoice.gateway.limit;

/** Counts requests by key. Safe for use by many threads; may wait for a remote service. */
public interface Buckets {

  /** Takes one request out of what the quota allows under this key, if there is one left. */
  Taken take(String key, Quota quota);

  /**
   * @param remaining how many may follow at once
   * @param nanosToWait until the next one may pass; 0 when this one did
   */
  record Taken(boolean passes, long remaining, long nanosToWait) {}
}
