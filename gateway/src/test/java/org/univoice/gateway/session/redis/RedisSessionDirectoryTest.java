package org.univoice.gateway.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.univoice.gateway.Eventually.eventually;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.cache.redis.RedisConfig;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SessionDirectoryContract;
import org.univoice.gateway.session.SharedSession;
import org.univoice.gateway.testing.RedisServer;

class RedisSessionDirectoryTest extends SessionDirectoryContract {
  private static RedisServer redis;
  private static RedisLink link;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    link = RedisLink.open(RedisConfig.of(redis.uri()));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      link.close();
      redis.close();
    }
  }

  @Override
  protected SessionDirectory directory() {
    return new RedisSessionDirectory(link);
  }

  @Test
  void shouldRefuseWhileRedisIsGoneAndGoOnWhenItIsBack() {
    SharedSession session = new SharedSession("s", "owner", "", Instant.EPOCH, Duration.ofHours(2));
    try (RedisServer gone = RedisServer.start();
        RedisLink lost = RedisLink.open(RedisConfig.of(gone.uri()))) {
      RedisSessionDirectory directory = new RedisSessionDirectory(lost);
      directory.open(session);
      gone.goAway();
      assertThatThrownBy(() -> directory.session("s"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

      gone.comeBack();
      eventually("it answers again", () -> hasNothing(directory));
    }
  }

  @Test
  void shouldLayAllKeysOfASessionIntoOneSlotOfACluster() {
    String[] keys = RedisSessionDirectory.keys("4f1c");

    assertThat(Stream.of(keys).map(SlotHash::getSlot).distinct()).hasSize(1);
    // And none of them where the cache keeps the stored session.
    assertThat(keys).hasSize(3).doesNotContain("session:4f1c");
  }

  /** What is refused meanwhile is not true yet. */
  private static boolean hasNothing(RedisSessionDirectory directory) {
    try {
      return directory.session("other").isEmpty();
    } catch (RefusedException e) {
      return false;
    }
  }
}
