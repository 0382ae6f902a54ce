package org.univoice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.univoice.benchmarks.LagOverTime.Heard;

class LagOverTimeTest {

  @Test
  void shouldCompareTheLastMinuteWithTheSecond() {
    var steady = new LagOverTime(every(30, 5_000));
    var falling = new LagOverTime(List.of(heard(90, 4_000), heard(29 * 60 + 30, 9_000)));

    assertThat(steady.verdict(2, 30))
        .contains("Minute 2: 5.0 s", "Minute 30: 5.0 s", "no larger than minute 2: met");
    assertThat(falling.verdict(2, 30)).contains("Minute 30: 9.0 s", ": missed");
  }

  @Test
  void shouldSayThatAShortTalkDoesNotReachTheLastMinute() {
    assertThat(new LagOverTime(every(2, 5_000)).verdict(2, 2))
        .isEqualTo("Minute 2: 5.0 s. Minute 30: not reached.");
    assertThat(new LagOverTime(every(3, 5_000)).verdict(2, 30))
        .isEqualTo("Minute 2: 5.0 s. Minute 30: not reached.");
  }

  @Test
  void shouldDrawADotForEachUtteranceAndALineOverTheMinutes() {
    String svg = new LagOverTime(every(3, 5_000)).svg();

    assertThat(svg.split("<circle", -1)).hasSize(1 + 3);
    assertThat(svg).contains("<polyline").endsWith("</svg>\n");
  }

  private static List<Heard> every(int minutes, long lagMillis) {
    return IntStream.range(0, minutes).mapToObj(i -> heard(i * 60 + 30, lagMillis)).toList();
  }

  private static Heard heard(int saidSeconds, long lagMillis) {
    return new Heard(saidSeconds * 1_000L, lagMillis / 2, lagMillis);
  }
}
