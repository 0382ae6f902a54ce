package org.univoice.job.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SpeechPacerTest {

  private final SpeechPacer pacer = new SpeechPacer();

  @Test
  void shouldTakeItsTimeWhileListenersKeepUp() {
    assertThat(pacer.pace(SpeechPacer.UNHURRIED_MILLIS, 3_000)).isEqualTo(Pace.NATURAL);
  }

  @Test
  void shouldShortenPausesBeforeItHurriesMuch() {
    Pace pace = pacer.pace(SpeechPacer.UNHURRIED_MILLIS + 1_000, 3_000);

    assertThat(pace.pauses()).isEqualTo(SpeechPacer.MIN_PAUSES);
    assertThat(pace.speed()).isBetween(1.1f, 1.12f);
    assertThat(pace.isBrisk()).isTrue();
  }

  @Test
  void shouldMakeUpWhatItCanWithinALongUtterance() {
    assertThat(pacer.pace(SpeechPacer.UNHURRIED_MILLIS + 2_000, 20_000).speed())
        .isBetween(1.11f, 1.12f);
  }

  @Test
  void shouldHurryAsMuchAsItMayAfterAnOutage() {
    assertThat(pacer.pace(600_000, 3_000).speed()).isEqualTo(SpeechPacer.MAX_SPEED);
  }

  @Property
  void shouldNeverDrawlNorRushAndHurryMoreTheLaterItIs(
      @ForAll @LongRange(min = -5_000, max = 100_000) long lateMillis,
      @ForAll @LongRange(min = 0, max = 20_000) long moreMillis,
      @ForAll @LongRange(min = 0, max = 30_000) long durationMillis) {
    Pace pace = pacer.pace(lateMillis, durationMillis);
    Pace later = pacer.pace(lateMillis + moreMillis, durationMillis);

    assertThat(pace.speed()).isBetween(1f, SpeechPacer.MAX_SPEED);
    assertThat(pace.pauses()).isBetween(SpeechPacer.MIN_PAUSES, 1f);
    assertThat(later.speed()).isGreaterThanOrEqualTo(pace.speed());
    assertThat(later.pauses()).isLessThanOrEqualTo(pace.pauses());
  }
}
