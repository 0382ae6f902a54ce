package org.univoice.gateway.limit;

/** Counts together with the other gateways, and alone while that cannot be done. */
public final class FallbackBuckets implements Buckets {
  private final Buckets together;
  private final Buckets alone;

  public FallbackBuckets(Buckets together, Buckets alone) {
    this.together = together;
    this.alone = alone;
  }

  @Override
  public Taken take(String key, Quota quota, long requests) {
    try {
      return together.take(key, quota, requests);
    } catch (BucketsAwayException e) {
      return alone.take(key, quota, requests);
    }
  }
}
