package org.univoice.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.limit.bucket4j.MemoryBuckets;
import org.univoice.gateway.limit.redis.RedisBuckets;
import org.univoice.gateway.testing.RedisServer;

class BucketsTest {
  private static RedisServer server;
  private static RedisLink link;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    link = RedisLink.open(new RedisConfig(server.uri(), Duration.ofSeconds(2)));
  }

  @AfterAll
  static void stop() {
    if (link != null) {
      link.close();
      server.close();
    }
  }

  @Nested
  class InMemory extends BucketsContract {
    private final Buckets buckets = new MemoryBuckets(clock);

    @Override
    protected Buckets buckets() {
      return buckets;
    }
  }

  @Nested
  class InRedis extends BucketsContract {
    private final Buckets buckets = new RedisBuckets(link, clock);

    @Override
    protected Buckets buckets() {
      return buckets;
    }
  }

  @Test
  void shouldCountForAllGatewaysTogetherAndForgetAFullBucket() {
    Quota quota = new Quota(10, Duration.ofSeconds(60));
    Buckets one = new RedisBuckets(link, Clock.systemUTC());
    Buckets other = new RedisBuckets(link, Clock.systemUTC());
    one.take("shared", quota);
    other.take("shared", quota);
    assertThat(one.take("shared", quota).passes()).isFalse();
    assertThat(link.<Long>ask(redis -> redis.pttl("shared")))
        .isBetween(1L, Duration.ofMinutes(3).toMillis());
  }

  @Test
  void shouldCountAloneWhileRedisIsAway() {
    try (RedisServer going = RedisServer.start();
        RedisLink lost = RedisLink.open(RedisConfig.of(going.uri()))) {
      Clock clock = Clock.systemUTC();
      Buckets buckets =
          new FallbackBuckets(new RedisBuckets(lost, clock), new MemoryBuckets(clock));
      going.goAway();
      Quota quota = new Quota(10, Duration.ofSeconds(60));
      assertThat(buckets.take("k", quota).passes()).isTrue();
      assertThat(buckets.take("k", quota).passes()).isTrue();
      assertThat(buckets.take("k", quota).passes()).isFalse();
    }
  }
}
