package org.univoice.job.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of calls; read by whoever reports metrics, written from one thread. */
final class CallMetrics {

  private static final double SMOOTHING = 0.1;

  private final Map<CallEnd.Reason, AtomicLong> ended = new EnumMap<>(CallEnd.Reason.class);
  private final AtomicLong attempts = new AtomicLong();
  private volatile double recentMillis;

  CallMetrics() {
    for (CallEnd.Reason reason : CallEnd.Reason.values()) {
      ended.put(reason, new AtomicLong());
    }
  }

  void attempted() {
    attempts.incrementAndGet();
  }

  void ended(CallEnd.Reason reason, long tookMillis) {
    ended.get(reason).incrementAndGet();
    if (reason == CallEnd.Reason.COMPLETED) {
      recentMillis =
          recentMillis == 0 ? tookMillis : recentMillis + SMOOTHING * (tookMillis - recentMillis);
    }
  }

  long attempts() {
    return attempts.get();
  }

  long ended(CallEnd.Reason reason) {
    return ended.get(reason).get();
  }

  double recentMillis() {
    return recentMillis;
  }
}
