package org.univoice.gateway.session;

/**
 * How a session went: end to end latencies of its translations, in milliseconds.
 *
 * @param audioQualityAverage 0 to 1; 0 when nothing was measured
 */
public record SessionFigures(
    int totalSegments,
    double averageLatencyMillis,
    long p50LatencyMillis,
    long p95LatencyMillis,
    long p99LatencyMillis,
    int errorCount,
    double audioQualityAverage) {
  public static final SessionFigures NONE = new SessionFigures(0, 0, 0, 0, 0, 0, 0);
}
