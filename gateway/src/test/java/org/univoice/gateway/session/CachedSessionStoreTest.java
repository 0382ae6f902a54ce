package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.cache.ReadThrough.NearCache;
import org.univoice.gateway.cache.SharedCache;
import org.univoice.gateway.cache.redis.RedisCache;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.testing.RedisServer;

class CachedSessionStoreTest {
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
  class OfOneGateway extends SessionStoreContract {
    private final SessionStore store =
        new CachedSessionStore(new MemorySessionStore(), SharedCache.NONE, NearCache.DEFAULT);

    @Override
    protected SessionStore store() {
      return store;
    }
  }

  @Nested
  class WithRedis extends SessionStoreContract {
    private final SessionStore store =
        new CachedSessionStore(new MemorySessionStore(), new RedisCache(link), NearCache.DEFAULT);

    @Override
    protected SessionStore store() {
      return store;
    }
  }

  @Test
  void shouldKeepASessionForTwoHoursUnderItsKey() {
    SessionStore behind = new MemorySessionStore();
    SessionStore store = new CachedSessionStore(behind, new RedisCache(link), NearCache.DEFAULT);
    String id = UUID.randomUUID().toString();
    StoredSession session =
        StoredSession.opened(id, "ann", "", SessionSettings.DEFAULT, Instant.EPOCH);
    store.create(session);
    store.find(id);
    assertThat(link.<Long>ask(redis -> redis.pttl("session:" + id)))
        .isBetween(Duration.ofMinutes(119).toMillis(), Duration.ofHours(2).toMillis());
    // The other gateway has it from there.
    behind.delete(id);
    SessionStore other = new CachedSessionStore(behind, new RedisCache(link), NearCache.DEFAULT);
    assertThat(other.find(id)).contains(session);
  }
}
