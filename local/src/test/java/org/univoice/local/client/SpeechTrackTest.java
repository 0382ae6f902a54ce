package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpeechTrackTest {
  @Test
  void shouldLaySpeechWhereItWasHeard() {
    SpeechTrack track = new SpeechTrack();
    assertThat(track.add(1_000, tone(2_400))).isEqualTo(new SpeechTrack.Placed(1_000, 1_100));
    assertThat(track.samples()).hasSize(26_400).startsWith((short) 0, (short) 0);
    assertThat(track.samples()[24_000]).isEqualTo((short) 7);
  }

  @Test
  void shouldPlayAFrameAfterTheOneAheadOfIt() {
    SpeechTrack track = new SpeechTrack();
    track.add(0, tone(24_000));
    assertThat(track.add(200, tone(2_400)).startMillis()).isEqualTo(1_000);
  }

  @Property
  void shouldNeverOverlapAndNeverLoseASample(
      @ForAll @Size(max = 30) List<@IntRange(max = 3_000) Integer> arrivals) {
    SpeechTrack track = new SpeechTrack();
    long end = 0;
    for (int arrival : arrivals) {
      SpeechTrack.Placed placed = track.add(arrival, tone(480));
      assertThat(placed.startMillis()).isGreaterThanOrEqualTo(Math.max(end, arrival));
      end = placed.endMillis();
    }
    long voiced = 0;
    for (short sample : track.samples()) {
      voiced += sample == 7 ? 1 : 0;
    }
    assertThat(voiced).isEqualTo(480L * arrivals.size());
  }

  private static short[] tone(int samples) {
    short[] tone = new short[samples];
    Arrays.fill(tone, (short) 7);
    return tone;
  }
}
