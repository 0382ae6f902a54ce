package org.univoice.gateway.limit.bucket4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import org.univoice.gateway.limit.Buckets;
import org.univoice.gateway.limit.Quota;

/** Counts in this process, the most recent callers only. */
public final class MemoryBuckets implements Buckets {
  private static final int MOST_KEYS = 100_000;

  private final TimeMeter meter;
  private final Cache<Key, Bucket> buckets;

  public MemoryBuckets(Clock clock) {
    this.meter = Bandwidths.meter(clock);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            // A bucket that nobody asks for a window is full, as a new one is.
            .expireAfter(Expiry.accessing((Key key, Bucket bucket) -> key.quota().window()))
            .ticker(meter::currentTimeNanos)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Taken take(String key, Quota quota, long requests) {
    Bucket bucket = buckets.get(new Key(key, quota), this::bucket);
    return Bandwidths.taken(bucket.tryConsumeAndReturnRemaining(requests));
  }

  private Bucket bucket(Key key) {
    return Bucket.builder()
        .addLimit(Bandwidths.of(key.quota()).getBandwidths()[0])
        .withCustomTimePrecision(meter)
        .build();
  }

  /** Who gets another quota begins anew. */
  private record Key(String name, Quota quota) {}
}
