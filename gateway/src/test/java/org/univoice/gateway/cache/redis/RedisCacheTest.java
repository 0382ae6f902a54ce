package org.univoice.gateway.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.testing.RedisServer;
import org.univoice.log.LogLines;

class RedisCacheTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  private RedisServer server;
  private RedisLink link;
  private RedisLink otherLink;
  private RedisCache cache;
  private RedisCache other;

  @BeforeEach
  void start() {
    server = RedisServer.start("secret");
    link = RedisLink.open(config());
    otherLink = RedisLink.open(config());
    cache = new RedisCache(link);
    other = new RedisCache(otherLink);
  }

  private RedisConfig config() {
    return new RedisConfig(server.uri(), Duration.ofMillis(300));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      link.close();
      otherLink.close();
      server.close();
    }
  }

  @Test
  void shouldNotLetAReaderBringBackWhatAWriterHasReplaced() {
    cache.replace("k", 2, NEW, HOUR);
    eventually(() -> other.get("k").isPresent());
    other.put("k", 1, OLD, HOUR);
    other.put("k", 1, OLD, HOUR);
    assertThat(other.get("k")).contains(NEW);
  }

  @Test
  void shouldNotLetAReaderBringBackWhatIsDeleted() {
    cache.put("k", 1, OLD, HOUR);
    cache.block("k", Duration.ofSeconds(15));
    other.put("k", 1, OLD, HOUR);
    assertThat(other.get("k")).isEmpty();
    assertThat(cache.get("k")).isEmpty();
  }

  @Test
  void shouldTellEveryGatewayWhatHasChanged() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    other.onChange(heard::add);
    eventually(
        () -> {
          cache.changed("k");
          return !heard.isEmpty();
        });
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("k");
  }

  @Test
  void shouldHearOfChangesAgainWhenRedisIsBack() {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    other.onChange(heard::add);
    server.goAway();
    server.comeBack();
    eventually(
        () -> {
          cache.changed("k");
          return !heard.isEmpty();
        });
  }

  @Test
  void shouldGoOnWithoutARedisThatIsAwayAndFindItAgainWhenItIsBack() {
    cache.put("k", 1, OLD, HOUR);
    server.goAway();
    assertThat(cache.get("k")).isEmpty();
    cache.put("k", 1, OLD, HOUR);
    cache.changed("k");
    cache.block("j", Duration.ofSeconds(15));
    server.comeBack();
    eventually(
        () -> {
          cache.put("k", 1, NEW, HOUR);
          return cache.get("k").isPresent();
        });
  }

  @Test
  void shouldNotFindAgainWhatWasDeletedWhileRedisWasAway() {
    server.goAway();
    cache.block("k", Duration.ofSeconds(15));
    server.comeBack();
    eventually(
        () -> {
          other.put("k", 1, OLD, HOUR);
          return other.get("k").isPresent();
        });
    eventually(
        () -> {
          assertThat(cache.get("k")).isEmpty();
          return other.get("k").isEmpty();
        });
  }

  @Test
  void shouldNotWaitForARedisThatHangsWithEveryQuestion() {
    cache.put("k", 1, OLD, HOUR);
    server.hang();
    cache.get("k");
    // Left alone now: two thousand times the time-out would be ten minutes.
    for (int i = 0; i < 2_000; i++) {
      assertThat(cache.get("k")).isEmpty();
    }
    server.goOn();
  }

  @Test
  void shouldLogOnceThatItIsAwayAndOnceThatItIsBack() {
    try (LogLines lines = new LogLines("/logback-gateway.xml")) {
      server.goAway();
      for (int i = 0; i < 50; i++) {
        cache.get("k");
      }
      assertThat(said(lines, "Redis is away")).isEqualTo(1);
      server.comeBack();
      cache.get("k");
      eventually(
          () -> {
            cache.get("k");
            return said(lines, "Redis is back") == 1;
          });
    }
  }

  @Test
  void shouldConnectToARedisThatComesAfterTheGateway() {
    server.goAway();
    try (RedisLink early = RedisLink.open(config())) {
      RedisCache waiting = new RedisCache(early);
      assertThat(waiting.get("k")).isEmpty();
      server.comeBack();
      eventually(
          () -> {
            waiting.put("k", 1, OLD, HOUR);
            return waiting.get("k").isPresent();
          });
    }
  }

  @Test
  void shouldRefuseAnAddressThatIsNoneWithoutRepeatingItsPassword() {
    assertThatThrownBy(() -> RedisConfig.of("http://:geheim@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://")
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> RedisConfig.of("redis://:geheim@ho st:x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("geheim");
    assertThat(RedisConfig.of("redis://:geheim@host").toString()).doesNotContain("geheim");
  }

  private static long said(LogLines lines, String words) {
    return lines.ours(line -> line.path("message").asText().startsWith(words)).size();
  }

  private static void eventually(BooleanSupplier condition) {
    for (int i = 0; i < 600; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
