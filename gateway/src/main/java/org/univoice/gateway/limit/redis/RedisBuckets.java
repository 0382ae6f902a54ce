package org.univoice.gateway.limit.redis;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.univoice.gateway.cache.redis.RedisAwayException;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.limit.Buckets;
import org.univoice.gateway.limit.BucketsAwayException;
import org.univoice.gateway.limit.Quota;
import org.univoice.gateway.limit.bucket4j.Bandwidths;

/** Counts in Redis, for all gateways together; a key lives until its bucket is full again. */
public final class RedisBuckets implements Buckets {
  private static final Duration KEPT_FULL = Duration.ofMinutes(1);

  private final RedisLink link;
  private final ProxyManager<Object> buckets;

  public RedisBuckets(RedisLink link, Clock clock) {
    this.link = link;
    this.buckets =
        new LettuceBasedProxyManagerBuilder<>(new Commands(link))
            .clientClock(Bandwidths.meter(clock))
            .requestTimeout(link.timeout())
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
            .build();
  }

  @Override
  public Taken take(String key, Quota quota, long requests) {
    try {
      return link.using(
          () ->
              Bandwidths.taken(
                  buckets
                      .getProxy(key, () -> Bandwidths.of(quota))
                      .tryConsumeAndReturnRemaining(requests)));
    } catch (RedisAwayException e) {
      throw new BucketsAwayException(e.getMessage());
    }
  }

  /** Always of the connection that there is now. Bucket4j makes arrays of keys untyped. */
  private record Commands(RedisLink link) implements RedisApi<Object> {
    @Override
    public <V> RedisFuture<V> eval(
        String script, ScriptOutputType type, Object[] keys, byte[][] values) {
      String[] named = Stream.of(keys).map(String.class::cast).toArray(String[]::new);
      return link.commands().eval(script, type, named, values);
    }

    @Override
    public RedisFuture<byte[]> get(Object key) {
      return link.commands().get((String) key);
    }

    @Override
    public RedisFuture<?> delete(Object key) {
      return link.commands().del((String) key);
    }
  }
}
