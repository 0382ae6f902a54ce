package org.univoice.job.call;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What becomes of a subtask's calls, and how long those take that are answered. */
final class CallMetrics {

  private static final int LATENCIES_KEPT = 1000;

  private final MetricGroup metrics;
  private final Counter started;
  private final Counter retried;
  private final Counter wasted;
  private final Map<CallEnd.Reason, Counter> ended = new EnumMap<>(CallEnd.Reason.class);
  private final Histogram latencies;

  CallMetrics(MetricGroup metrics) {
    this.metrics = metrics;
    started = metrics.counter("started");
    retried = metrics.counter("retried");
    wasted = metrics.counter("wasted");
    for (CallEnd.Reason reason : CallEnd.Reason.values()) {
      ended.put(reason, metrics.counter(reason.name().toLowerCase(Locale.ROOT)));
    }
    latencies = metrics.histogram("millis", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
  }

  void watch(Lanes<?, ?, ?, ?> lanes) {
    metrics.gauge("inFlight", lanes::inFlight);
    metrics.gauge("waiting", lanes::waiting);
    metrics.gauge("recentMillis", lanes::recentMillis);
  }

  void started() {
    started.inc();
  }

  void retried(int times) {
    retried.inc(times);
  }

  /** A call under way was given up because its answer had become pointless. */
  void wasted() {
    wasted.inc();
  }

  void ended(CallEnd.Reason reason) {
    ended.get(reason).inc();
  }

  void answered(long millis) {
    latencies.update(millis);
  }
}
