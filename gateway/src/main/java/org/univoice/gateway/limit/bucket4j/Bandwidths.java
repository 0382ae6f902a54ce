package org.univoice.gateway.limit.bucket4j;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import org.univoice.gateway.limit.Buckets.Taken;
import org.univoice.gateway.limit.Quota;

/** A quota, a clock and an answer as Bucket4j sees them. */
public final class Bandwidths {

  private Bandwidths() {}

  public static BucketConfiguration of(Quota quota) {
    return BucketConfiguration.builder()
        .addLimit(
            limit -> limit.capacity(quota.atOnce()).refillGreedy(quota.refill(), quota.window()))
        .build();
  }

  public static Taken taken(ConsumptionProbe probe) {
    return new Taken(
        probe.isConsumed(), probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
  }

  /** Wall clock: gateways that count together have no other in common. */
  public static TimeMeter meter(Clock clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return clock.millis() * 1_000_000;
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
