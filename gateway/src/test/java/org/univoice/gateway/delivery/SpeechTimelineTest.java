package org.univoice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
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
  void shouldPlaceWhatFollowsAGapOneAfterTheOther() {
    timeline.place("a", 0, 100);
    assertThat(timeline.place("a", 3, 50)).isEqualTo(100);
    assertThat(timeline.place("a", 4, 50)).isEqualTo(150);
    assertThat(timeline.place("a", 2, 50)).isEqualTo(100);
    assertThat(timeline.place("b", Integer.MAX_VALUE, 50)).isZero();
    assertThat(timeline.place("b", -1, 50)).isZero();
  }

  @Test
  void shouldForgetWhereTheOldestWere() {
    timeline.place("a", 0, 100);
    timeline.place("b", 0, 100);
    timeline.place("c", 0, 100);
    assertThat(timeline.place("a", 1, 50)).isZero();
  }

  @Test
  void shouldNumberSpeechesApart() {
    List<Integer> numbers =
        IntStream.range(0, 10_000)
            .map(i -> SpeechTimeline.number("5f2c:" + 10 * i))
            .boxed()
            .toList();
    assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number > 0);
    assertThat(SpeechTimeline.number("")).isPositive();
  }
}
