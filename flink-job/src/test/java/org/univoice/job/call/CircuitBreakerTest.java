package org.univoice.job.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Property 50: a model that keeps failing is left alone for a while, then tried once. */
class CircuitBreakerTest {

  private static final ModelCallException BUSY = new ModelCallException("busy", true, null);
  private static final long OPEN_MILLIS = 2_000;

  private long nowMillis = 1_000_000;

  private Breakers breakers(int window) {
    return new Breakers(
        new CallPolicy(
            Duration.ofSeconds(1),
            3,
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            0.5,
            0.5,
            window,
            Duration.ofMillis(OPEN_MILLIS),
            Duration.ZERO,
            8),
        () -> nowMillis);
  }

  private static void fail(Breakers breakers, String model, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breakers.allows(model)).isTrue();
      breakers.failed(model, 10, BUSY);
    }
  }

  @Property
  void shouldOpenWhenTheShareOfFailuresIsReachedAndNotBefore(
      @ForAll @IntRange(min = 2, max = 20) int window,
      @ForAll @IntRange(min = 0, max = 20) int failures) {
    Breakers breakers = breakers(window);
    int failing = Math.min(failures, window);
    for (int i = 0; i < window - failing; i++) {
      assertThat(breakers.allows("model")).isTrue();
      breakers.succeeded("model", 10);
    }
    fail(breakers, "model", failing);
    assertThat(breakers.allows("model")).isEqualTo(failing * 2 < window);
  }

  /** As when the server is still starting: the first answers must not cost the next question. */
  @Test
  void shouldNotOpenWithAnAnswerForFailuresThatAreOver() {
    Breakers breakers = breakers(10);
    fail(breakers, "model", 5);
    for (int i = 0; i < 10; i++) {
      assertThat(breakers.allows("model")).isTrue();
      breakers.succeeded("model", 10);
    }
    assertThat(breakers.allows("model")).isTrue();
    breakers.abandoned("model");
    fail(breakers, "model", 5);
    assertThat(breakers.allows("model")).isFalse();
  }

  @Test
  void shouldRefuseUntilItsTimeIsOverAndThenTryOneCall() {
    Breakers breakers = breakers(4);
    fail(breakers, "model", 4);
    nowMillis += OPEN_MILLIS - 1;
    assertThat(breakers.allows("model")).isFalse();
    nowMillis += 2;
    assertThat(breakers.allows("model")).isTrue();
    assertThat(breakers.allows("model")).isFalse();
  }

  @Test
  void shouldCloseWhenTheTrialSucceeds() {
    Breakers breakers = breakers(4);
    fail(breakers, "model", 4);
    nowMillis += OPEN_MILLIS + 1;
    assertThat(breakers.allows("model")).isTrue();
    breakers.succeeded("model", 10);
    assertThat(breakers.allows("model")).isTrue();
    assertThat(breakers.allows("model")).isTrue();
  }

  @Test
  void shouldOpenAgainWhenTheTrialFails() {
    Breakers breakers = breakers(4);
    fail(breakers, "model", 4);
    nowMillis += OPEN_MILLIS + 1;
    assertThat(breakers.allows("model")).isTrue();
    breakers.failed("model", 10, BUSY);
    assertThat(breakers.allows("model")).isFalse();
    nowMillis += OPEN_MILLIS + 1;
    assertThat(breakers.allows("model")).isTrue();
  }

  @Test
  void shouldLetAnotherCallTryWhenTheTrialWasGivenUp() {
    Breakers breakers = breakers(4);
    fail(breakers, "model", 4);
    nowMillis += OPEN_MILLIS + 1;
    assertThat(breakers.allows("model")).isTrue();
    breakers.abandoned("model");
    assertThat(breakers.allows("model")).isTrue();
  }

  @Test
  void shouldJudgeEveryModelByItself() {
    Breakers breakers = breakers(4);
    fail(breakers, "model", 4);
    assertThat(breakers.allows("model")).isFalse();
    assertThat(breakers.allows("another")).isTrue();
  }
}
