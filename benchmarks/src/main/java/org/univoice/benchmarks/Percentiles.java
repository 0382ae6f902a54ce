package org.univoice.benchmarks;

import java.util.Collection;

/** The distribution of a measurement, in milliseconds: nearest-rank percentiles. */
public record Percentiles(int count, double p50, double p95, double p99, double max) {

  public static Percentiles of(Collection<? extends Number> millis) {
    double[] sorted = millis.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    return new Percentiles(
        sorted.length,
        rank(sorted, 0.50),
        rank(sorted, 0.95),
        rank(sorted, 0.99),
        sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  @Override
  public String toString() {
    return String.format(
        "p50 %.0f  p95 %.0f  p99 %.0f  max %.0f ms (n=%d)", p50, p95, p99, max, count);
  }
}
