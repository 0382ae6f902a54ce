package org.univoice.gateway;

import java.time.Clock;
import java.util.Optional;
import org.univoice.gateway.cache.redis.RedisCache;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.idempotency.Idempotency;
import org.univoice.gateway.idempotency.MemoryIdempotencyStore;
import org.univoice.gateway.idempotency.redis.RedisIdempotencyStore;
import org.univoice.gateway.limit.FallbackBuckets;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.limit.bucket4j.MemoryBuckets;
import org.univoice.gateway.limit.redis.RedisBuckets;

/** What several gateways do together, where there is a Redis, over one connection to it. */
final class Together implements AutoCloseable {
  private final Optional<RedisLink> redis;
  private final Traffic traffic;

  private Together(Optional<RedisLink> redis, Traffic traffic) {
    this.redis = redis;
    this.traffic = traffic;
  }

  static Together with(GatewaySettings settings, Clock clock) {
    Optional<RedisLink> redis = settings.redis().map(RedisLink::open);
    Traffic alone = Traffic.ofOneGateway(settings.limits(), clock);
    Traffic traffic = redis.map(link -> counted(settings, link, clock)).orElse(alone);
    return new Together(redis, traffic.withTrustedProxies(settings.trustedProxies()));
  }

  private static Traffic counted(GatewaySettings settings, RedisLink link, Clock clock) {
    return new Traffic(
        new RateLimits(
            settings.limits(),
            new FallbackBuckets(new RedisBuckets(link, clock), new MemoryBuckets(clock))),
        new Idempotency(new RedisIdempotencyStore(link, new MemoryIdempotencyStore(clock))),
        settings.trustedProxies());
  }

  /** To be closed before this. */
  Deployment deployment(Clock clock) {
    return redis
        .map(link -> Deployment.sharing(link, clock))
        .orElseGet(() -> Deployment.alone(clock));
  }

  Outside applyTo(Outside outside) {
    Outside limited = outside.withTraffic(traffic);
    return redis
        .map(link -> limited.withStores(limited.stores().cached(new RedisCache(link))))
        .orElse(limited);
  }

  @Override
  public void close() {
    redis.ifPresent(RedisLink::close);
  }
}
