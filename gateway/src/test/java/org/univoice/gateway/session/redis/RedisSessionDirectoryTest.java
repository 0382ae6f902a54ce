package org.univoice.gateway.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.univoice.gateway.Eventually.eventually;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SessionDirectoryContract;
import org.univoice.gateway.session.SharedSession;
import org.univoice.gateway.testing.RedisServer;

class RedisSessionDirectoryTest extends SessionDirectoryContract {
  private static RedisServer redis;
  private static RedisSessionDirectory connected;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    connected = RedisSessionDirectory.connect(URI.create(redis.uri()));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      connected.close();
      redis.close();
    }
  }

  @Override
  protected SessionDirectory directory() {
    return connected;
  }

  @Test
  void shouldRefuseWhileRedisIsGoneAndGoOnWhenItIsBack() {
    SharedSession session = new SharedSession("s", "owner", "", Instant.EPOCH, Duration.ofHours(2));
    try (RedisServer gone = RedisServer.start();
        RedisSessionDirectory directory = RedisSessionDirectory.connect(URI.create(gone.uri()))) {
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

  /** What is refused meanwhile is not true yet. */
  private static boolean hasNothing(RedisSessionDirectory directory) {
    try {
      return directory.session("other").isEmpty();
    } catch (RefusedException e) {
      return false;
    }
  }
}
