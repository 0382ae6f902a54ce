package org.univoice.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.local.client.Transcript.Percentiles;
import org.univoice.local.client.Transcript.Summary;

class LatencyLinesTest {
  @Test
  void shouldTellTheFirstByteFromWhatIsHeard() {
    assertThat(LatencyLines.of(summary(percentiles(785, 900, 900), percentiles(800, 1_571, 1_600))))
        .containsExactly(
            "From the end of a sentence to the first byte of its translated speech: "
                + "p50 785 ms, p95 900 ms",
            "  until it is heard, after the speech before it: "
                + "p50 800 ms, p95 1571 ms, worst 1600 ms");
  }

  @Test
  void shouldTellNothingOfSpeechThatNeverCame() {
    Percentiles nothing = new Percentiles(null, null, null, null);
    assertThat(LatencyLines.of(summary(nothing, nothing))).isEmpty();
  }

  private static Percentiles percentiles(long p50, long p95, long max) {
    return new Percentiles(p50, p95, max, max);
  }

  private static Summary summary(Percentiles firstByte, Percentiles heard) {
    return new Summary(1, 1, List.of("en", "pt"), firstByte, heard);
  }
}
