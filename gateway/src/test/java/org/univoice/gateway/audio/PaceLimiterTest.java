package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PaceLimiterTest {

  private final PaceLimiter pace = new PaceLimiter();

  @Example
  void shouldTakeFiveSecondsAtOnceAndThenAskForHalfOfWhatIsTooMuch() {
    assertThat(pace.delayMillis(5_000, 0)).isZero();
    assertThat(pace.delayMillis(100, 0)).isEqualTo(50);
    assertThat(pace.delayMillis(100, 0)).isEqualTo(100);
  }

  @Example
  void shouldRoundTheDelayUp() {
    pace.delayMillis(5_000, 0);

    assertThat(pace.delayMillis(1, 0)).isEqualTo(1);
  }

  @Example
  void shouldNotSaveUpMoreThanTheBurstWhileNothingComes() {
    pace.delayMillis(50, 0);

    assertThat(pace.delayMillis(5_000, 3_600_000)).isZero();
    assertThat(pace.delayMillis(50, 3_600_000)).isEqualTo(25);
  }

  @Example
  void shouldGiveNothingForAClockThatGoesBack() {
    pace.delayMillis(5_000, 10_000);

    assertThat(pace.delayMillis(100, 4_000)).isEqualTo(50);
    assertThat(pace.delayMillis(0, 4_050)).isZero();
  }

  @Property
  void shouldNeverDelayTwiceRealTime(
      @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 1_000) Integer> waits) {
    PaceLimiter pace = new PaceLimiter();
    long now = 0;
    pace.delayMillis(0, now);
    for (int wait : waits) {
      now += wait;
      assertThat(pace.delayMillis(2 * wait, now)).isZero();
    }
  }

  @Property
  void shouldNeverLetMoreThroughThanTwiceRealTimeAndTheBurst(
      @ForAll @Size(min = 1, max = 100) List<@IntRange(max = 2_000) Integer> pieces,
      @ForAll @IntRange(max = 500) int wait) {
    PaceLimiter pace = new PaceLimiter();
    long now = 0;
    long taken = 0;
    for (int piece : pieces) {
      taken += piece;
      now += wait + pace.delayMillis(piece, now);
      assertThat(taken).isLessThanOrEqualTo(2 * now + PaceLimiter.BURST_MILLIS);
    }
  }
}
