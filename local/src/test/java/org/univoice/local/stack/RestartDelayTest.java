package org.univoice.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
  @Test
  void shouldDoubleUpToTenSeconds() {
    RestartDelay delay = RestartDelay.FIRST;
    assertThat(delay.delay()).hasMillis(200);
    delay = delay.after(Duration.ofSeconds(1));
    assertThat(delay.delay()).hasMillis(400);
    for (int i = 0; i < 100; i++) {
      delay = delay.after(Duration.ofSeconds(1));
    }
    assertThat(delay.delay()).hasSeconds(10);
  }

  @Test
  void shouldStartAnewAfterAProcessHasRunForAMinute() {
    RestartDelay delay = new RestartDelay(8).after(Duration.ofSeconds(60));
    assertThat(delay).isEqualTo(RestartDelay.FIRST);
  }
}
