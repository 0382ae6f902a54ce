package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.gateway.audio.OpusPacking.Packed;

class OpusPackingTest {

  private final OpusPacking packing = new OpusPacking(50);

  @ParameterizedTest
  @CsvSource({
    "120, 50, 20",
    "240, 50, 10",
    "480, 50, 5",
    "960, 40, 2",
    "1920, 40, 1",
    "2880, 60, 1",
    "5760, 120, 1",
  })
  void shouldComeAsNearToFiftyMillisecondsAsPacketsAllow(int samples, int millis, int packets) {
    for (int i = 1; i < packets; i++) {
      assertThat(packing.pack(List.of(packet(samples, 0)))).isEmpty();
    }
    assertThat(packing.pack(List.of(packet(samples, 0))))
        .singleElement()
        .satisfies(chunk -> assertThat(chunk.millis()).isEqualTo(millis))
        .satisfies(chunk -> assertThat(chunk.payload()).hasSize(packets * 12));
  }

  /** 6.5 ms of pre-skip leave half a millisecond over, for ever. */
  @Test
  void shouldNotDriftByWhatIsOverAWholeMillisecond() {
    List<Packed> chunks = new ArrayList<>(packing.pack(List.of(packet(960, 312))));
    for (int i = 1; i < 1_000; i++) {
      chunks.addAll(packing.pack(List.of(packet(960, 0))));
    }
    chunks.addAll(packing.finish());

    assertThat(chunks.get(0)).matches(first -> first.millis() == 53);
    assertThat(chunks.get(0)).matches(first -> first.skippedSamples() == 312);
    assertThat(chunks.stream().mapToInt(Packed::millis).sum()).isEqualTo(20_000 - 7);
    assertThat(chunks.subList(1, chunks.size())).allMatch(chunk -> chunk.skippedSamples() == 0);
  }

  @Property
  void shouldAlwaysBeWithinAMillisecondOfWhatTheStreamHolds(
      @ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> kinds,
      @ForAll @IntRange(max = 65_535) int preSkip) {
    int[] lengths = {120, 240, 480, 960, 1_920, 2_880};
    long heard = 0;
    long millis = 0;
    int skipLeft = preSkip;
    for (int kind : kinds) {
      int skipped = Math.min(skipLeft, lengths[kind]);
      skipLeft -= skipped;
      heard += lengths[kind] - skipped;
      for (Packed chunk : packing.pack(List.of(packet(lengths[kind], skipped)))) {
        millis += chunk.millis();
        assertThat(chunk.millis()).isBetween(1, 120);
        assertThat(heard / 48).isEqualTo(millis);
      }
    }
    for (Packed chunk : packing.finish()) {
      millis += chunk.millis();
    }
    assertThat(millis).isEqualTo(heard / 48);
    packing.discard();
  }

  @Test
  void shouldPutNoTwoStreamsIntoOneChunk() {
    packing.pack(List.of(packet(960, 0)));

    assertThat(packing.pack(List.of(packet(960, 312), packet(960, 0), packet(960, 0))))
        .extracting(Packed::millis)
        .containsExactly(20, 53);
  }

  @Test
  void shouldRefuseAFlood() {
    OpusPacket huge = new OpusPacket(new byte[4_000], 960, 0);

    assertThatExceptionOfType(InvalidAudioFormatException.class)
        .isThrownBy(() -> packing.pack(List.of(huge, huge)))
        .withMessageContaining("512 kb/s");
  }

  private static OpusPacket packet(int samples, int skipped) {
    return new OpusPacket(new byte[10], samples, skipped);
  }
}
