package org.univoice.gateway.session;

import java.util.Map;
import java.util.TreeMap;

/**
 * How long things took, small enough to be kept: counts in buckets that are 2 % wide, so that a
 * percentile is right to 1 %, and histograms of several gateways add up to one.
 *
 * @param counts by bucket
 * @param sumMillis of all, exactly
 */
public record LatencyHistogram(Map<Integer, Integer> counts, long sumMillis) {
  public static final LatencyHistogram EMPTY = new LatencyHistogram(Map.of(), 0);
  private static final double WIDTH = Math.log(1.02);

  /** Buckets of less than a millisecond would say nothing; below this each has its own. */
  private static final int EXACT_BELOW = 50;

  private static final int FIRST_WIDE = (int) Math.round(Math.log(EXACT_BELOW) / WIDTH);

  public LatencyHistogram {
    counts = Map.copyOf(counts);
  }

  public LatencyHistogram with(long millis) {
    Map<Integer, Integer> more = new TreeMap<>(counts);
    long known = Math.max(0, millis);
    more.merge(bucket(known), 1, Integer::sum);
    return new LatencyHistogram(more, sumMillis + known);
  }

  public LatencyHistogram plus(LatencyHistogram other) {
    Map<Integer, Integer> all = new TreeMap<>(counts);
    other.counts.forEach((bucket, count) -> all.merge(bucket, count, Integer::sum));
    return new LatencyHistogram(all, sumMillis + other.sumMillis);
  }

  public int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  public double averageMillis() {
    return count() == 0 ? 0 : (double) sumMillis / count();
  }

  /** Nearest rank; 0 of nothing. */
  public long percentileMillis(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count()));
    long seen = 0;
    for (Map.Entry<Integer, Integer> bucket : new TreeMap<>(counts).entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return millis(bucket.getKey());
      }
    }
    return 0;
  }

  private static int bucket(long millis) {
    return millis < EXACT_BELOW
        ? (int) millis
        : EXACT_BELOW + Math.max(0, (int) Math.round(Math.log(millis) / WIDTH) - FIRST_WIDE);
  }

  private static long millis(int bucket) {
    return bucket < EXACT_BELOW
        ? bucket
        : Math.round(Math.exp((bucket - EXACT_BELOW + FIRST_WIDE) * WIDTH));
  }
}
