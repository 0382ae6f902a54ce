package org.univoice.gateway.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.univoice.log.LogLines;

class RedisAvailabilityTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final RedisAvailability availability = new RedisAvailability(nanos::get);

  @Test
  void shouldLetOneCallerASecondTryARedisThatIsAway() {
    assertThat(availability.worthAsking()).isTrue();
    availability.failed("away");
    assertThat(availability.worthAsking()).isFalse();
    nanos.addAndGet(SECOND);
    assertThat(availability.worthAsking()).isTrue();
    assertThat(availability.worthAsking()).isFalse();
    availability.answered();
    assertThat(availability.worthAsking()).isTrue();
  }

  @Test
  void shouldSayOnceThatItIsAwayHoweverOftenItFails() {
    try (LogLines lines = new LogLines("/logback-gateway.xml")) {
      for (int i = 0; i < 5; i++) {
        availability.failed("NOAUTH");
      }
      availability.answered();
      availability.answered();
      assertThat(lines.text()).containsOnlyOnce("NOAUTH").containsOnlyOnce("Redis is back");
    }
  }
}
