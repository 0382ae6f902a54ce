package org.univoice.gateway.audio.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.univoice.gateway.audio.ffmpeg.FfmpegNormalizerTest.normalized;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FfmpegNormalizerPropertyTest {

  @Property(tries = 60)
  void shouldMakeTheSameHoweverTheAudioIsCut(
      @ForAll("rates") int rate,
      @ForAll @IntRange(min = 1, max = 2) int channels,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 2_500) Integer> frames) {
    byte[] tone = Tone.of(700, 12_000, rate, channels, 300);
    List<Integer> pieces = frames.stream().map(count -> count * channels * Short.BYTES).toList();

    assertThat(normalized(tone, rate, channels, pieces))
        .isEqualTo(normalized(tone, rate, channels, List.of(tone.length)));
  }

  @Property(tries = 60)
  void shouldMakeSoundOfTheSameLength(
      @ForAll("rates") int rate, @ForAll @IntRange(min = 0, max = 2_000) int millis) {
    byte[] tone = Tone.of(700, 12_000, rate, 1, millis);

    assertThat(normalized(tone, rate, 1, List.of(640)).length / 32.0)
        .isCloseTo(millis, within(2.0));
  }

  @Provide
  Arbitrary<Integer> rates() {
    return Arbitraries.of(16_000, 22_050, 24_000, 32_000, 44_100, 48_000);
  }
}
