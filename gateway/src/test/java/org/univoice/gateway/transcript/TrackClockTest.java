package org.univoice.gateway.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrackClockTest {
  private final TrackClock clock = new TrackClock();

  @Test
  void shouldKnowNothingOfATrackThatWasNotHeard() {
    assertThat(clock.spokenAt(0)).isEmpty();
  }

  @Test
  void shouldTellWhenAPlaceOnTheTimelineWasSpoken() {
    clock.heard(0, 10_000);
    clock.heard(50, 10_060);
    assertThat(clock.spokenAt(40)).hasValue(10_040);
    assertThat(clock.spokenAt(5_000)).hasValue(15_000);
  }

  @Test
  void shouldAddPausesOfTheMicrophoneToWhatFollowsThem() {
    clock.heard(0, 10_000);
    clock.heard(1_000, 71_000);
    assertThat(clock.spokenAt(950)).hasValue(10_950);
    assertThat(clock.spokenAt(1_000)).hasValue(71_000);
    assertThat(clock.spokenAt(1_500)).hasValue(71_500);
  }

  @Test
  void shouldGuessFromTheOldestPlaceThatItRemembers() {
    for (int i = 0; i < 1_000; i++) {
      clock.heard(i * 1_000, 1_000_000 + i * 60_000L);
    }
    assertThat(clock.spokenAt(999_000)).hasValue(1_000_000 + 999 * 60_000L);
    assertThat(clock.spokenAt(0)).isPresent();
  }
}
