package org.univoice.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginalMixTest {
  private static final int RATE_HZ = 24_000;
  private static final List<SpeechTrack.Placed> PLAYING =
      List.of(new SpeechTrack.Placed(1_000, 1_500), new SpeechTrack.Placed(1_500, 2_000));

  @Test
  void shouldDuckTheOriginalByFifteenDecibelsWhileSpeechPlays() {
    short[] speech = constant(2 * RATE_HZ, 0);
    Arrays.fill(speech, RATE_HZ, 2 * RATE_HZ, (short) 5_000);
    short[] mixed = mixed(speech, OriginalChoice.DUCKED);
    assertThat(mixed).hasSize(3 * RATE_HZ);
    assertThat(mixed[RATE_HZ / 2]).isEqualTo((short) 10_000);
    // 10 000 times 10^(-15/20).
    for (int i = RATE_HZ; i < 2 * RATE_HZ; i++) {
      assertThat(mixed[i]).isEqualTo((short) 6_778);
    }
    assertThat(mixed[2 * RATE_HZ + RATE_HZ / 2]).isEqualTo((short) 10_000);
  }

  @Test
  void shouldMuteTheOriginalWhileSpeechPlaysAndFadeItWithoutAClick() {
    short[] mixed = mixed(new short[2 * RATE_HZ], OriginalChoice.MUTED);
    for (int i = 1; i < mixed.length; i++) {
      if (i >= RATE_HZ && i < 2 * RATE_HZ) {
        assertThat(mixed[i]).isZero();
      }
      assertThat(Math.abs(mixed[i] - mixed[i - 1])).isLessThanOrEqualTo(21);
    }
  }

  @Test
  void shouldStayAsLoudAsCanBe() {
    short[] loud = constant(RATE_HZ, Short.MAX_VALUE);
    assertThat(OriginalMix.mix(loud, List.of(), loud, 1)).containsOnly(Short.MAX_VALUE);
  }

  @Test
  void shouldLayPiecesWhereTheTrackHasThemAndSilenceWhereOneIsMissing() {
    OriginalTrack track = new OriginalTrack();
    double stepRadians = 2 * Math.PI * 1_000 / 16_000;
    for (int piece : new int[] {1, 0, 5, 6, 7}) {
      short[] tone = new short[800];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (short) (10_000 * Math.sin((piece * 800 + i) * stepRadians));
      }
      track.add(50 * piece, tone);
    }
    short[] heard = track.resampled();
    assertThat(heard.length).isCloseTo(RATE_HZ / 2, within(RATE_HZ / 100));
    assertThat(level(heard, 0, 90)).isZero();
    assertThat(level(heard, 110, 190)).isCloseTo(10_000 / Math.sqrt(2), within(100.0));
    assertThat(level(heard, 210, 340)).isZero();
    assertThat(level(heard, 360, 490)).isCloseTo(10_000 / Math.sqrt(2), within(100.0));
  }

  private static double level(short[] samples, int fromMillis, int toMillis) {
    return Math.sqrt(
        IntStream.range(fromMillis * 24, toMillis * 24)
            .mapToDouble(i -> (double) samples[i] * samples[i])
            .average()
            .orElseThrow());
  }

  private static short[] mixed(short[] speech, OriginalChoice choice) {
    return OriginalMix.mix(speech, PLAYING, constant(3 * RATE_HZ, 10_000), choice.beside);
  }

  private static short[] constant(int samples, int value) {
    short[] all = new short[samples];
    Arrays.fill(all, (short) value);
    return all;
  }
}
