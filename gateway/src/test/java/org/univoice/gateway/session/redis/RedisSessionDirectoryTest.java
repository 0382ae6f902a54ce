package org.univoice.gateway.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.TestRedis;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.SessionDirectory;
import org.univoice.gateway.session.SessionDirectoryContract;
import org.univoice.gateway.session.SharedSession;

class RedisSessionDirectoryTest extends SessionDirectoryContract {
  private static TestRedis redis;
  private static RedisSessionDirectory connected;

  @BeforeAll
  static void start() throws Exception {
    redis = TestRedis.start();
    connected = RedisSessionDirectory.connect(redis.uri());
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
  void shouldRefuseWhileRedisIsGoneAndGoOnWhenItIsBack() throws Exception {
    SharedSession session = new SharedSession("s", "owner", Instant.EPOCH, Duration.ofHours(2));
    try (TestRedis gone = TestRedis.start();
        RedisSessionDirectory directory = RedisSessionDirectory.connect(gone.uri())) {
      directory.open(session);
      gone.kill();
      assertThatThrownBy(() -> directory.session("s"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

      try (TestRedis back = gone.again()) {
        back.await(() -> directory.session("other").isEmpty());
      }
    }
  }
}
