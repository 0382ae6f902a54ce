package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeechTimelineTest {
  private final SpeechTimeline timeline = new SpeechTimeline(2);

  @Test
  void shouldPlaceChunksOneAfterTheOther() {
    assertThat(timeline.place("a", 0, 100)).isZero();
    assertThat(timeline.place("a", 1, 50)).isEqualTo(100);
    assertThat(timeline.place("a", 2, 50)).isEqualTo(150);
  }

  @Test
  void shouldPlaceARepeatedChunkWhereItWas() {
    timeline.place("a", 0, 100);
    timeline.place("a", 1, 50);
    assertThat(timeline.place("a", 1, 50)).isEqualTo(100);
    assertThat(timeline.place("a", 2, 50)).isEqualTo(150);
  }

  @Test
  void shouldNumberSpeechesAndForgetTheOldest() {
    assertThat(timeline.number("a")).isEqualTo(1);
    assertThat(timeline.number("b")).isEqualTo(2);
    assertThat(timeline.number("a")).isEqualTo(1);
    timeline.number("c");
    assertThat(timeline.number("a")).isEqualTo(4);
  }
}
