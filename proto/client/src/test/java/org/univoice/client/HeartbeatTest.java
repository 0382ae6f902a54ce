package org.univoice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.univoice.client.Heartbeat.Decision;

class HeartbeatTest {
  @Test
  void shouldBeatAfterThirtySecondsOfSilence() {
    assertThat(decide(30, 0)).isEqualTo(Decision.NOTHING);
    assertThat(decide(31, 0)).isEqualTo(Decision.BEAT);
  }

  @Test
  void shouldTakeAConnectionForLostOnWhichNothingComes() {
    assertThat(decide(0, 50)).isEqualTo(Decision.NOTHING);
    assertThat(decide(0, 51)).isEqualTo(Decision.DROP);
    assertThat(decide(60, 51)).isEqualTo(Decision.DROP);
  }

  private static Decision decide(long silentSeconds, long unheardSeconds) {
    long now = TimeUnit.HOURS.toNanos(1);
    return Heartbeat.decide(
        now,
        now - TimeUnit.SECONDS.toNanos(silentSeconds),
        now - TimeUnit.SECONDS.toNanos(unheardSeconds));
  }
}
