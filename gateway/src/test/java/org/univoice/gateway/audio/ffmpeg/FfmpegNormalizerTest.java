package org.univoice.gateway.audio.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.audio.PcmNormalizer;

class FfmpegNormalizerTest {

  private static final int TARGET_RATE = 16_000;
  private static final double AMPLITUDE = 12_000;
  private static final int MILLIS = 1_000;

  @ParameterizedTest
  @CsvSource({
    "16000, 1",
    "16000, 2",
    "22050, 1",
    "22050, 2",
    "24000, 1",
    "24000, 2",
    "44100, 1",
    "44100, 2",
    "48000, 1",
    "48000, 2",
  })
  void shouldKeepFrequencyLevelAndLengthOfATone(int rate, int channels) {
    for (double hertz : new double[] {120, 440, 1_000, 3_400, 6_000}) {
      byte[] tone = Tone.of(hertz, AMPLITUDE, rate, channels, MILLIS);
      short[] heard = Tone.samples(normalized(tone, rate, channels, List.of(tone.length)));
      short[] settled = Arrays.copyOfRange(heard, 1_600, 14_400);

      assertThat(heard.length / 16.0).isCloseTo(MILLIS, within(1.0));
      assertThat(Tone.crossingsPerSecond(settled, TARGET_RATE)).isCloseTo(hertz, within(2.0));
      assertThat(decibels(Tone.amplitudeAt(hertz, settled, TARGET_RATE), AMPLITUDE))
          .as("level of %.0f Hz", hertz)
          .isCloseTo(0, within(1.0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {24_000, 44_100, 48_000})
  void shouldNotFoldWhatIsTooHighIntoTheVoice(int rate) {
    byte[] tone = Tone.of(11_000, AMPLITUDE, rate, 1, MILLIS);
    short[] heard = Tone.samples(normalized(tone, rate, 1, List.of(tone.length)));
    short[] settled = Arrays.copyOfRange(heard, 1_600, 14_400);

    assertThat(decibels(Tone.amplitudeAt(5_000, settled, TARGET_RATE), AMPLITUDE)).isLessThan(-50);
  }

  @Test
  void shouldHearBothSidesOfStereo() {
    short[] heard = Tone.samples(normalized(sides(440, 1_000), 16_000, 2, List.of(6_400)));

    for (double hertz : new double[] {440, 1_000}) {
      assertThat(decibels(Tone.amplitudeAt(hertz, heard, TARGET_RATE), AMPLITUDE))
          .isCloseTo(-6, within(1.0));
    }
  }

  @Test
  void shouldNotOverflowOnFullScale() {
    byte[] tone = Tone.of(440, Short.MAX_VALUE, 48_000, 2, MILLIS);
    short[] heard = Tone.samples(normalized(tone, 48_000, 2, List.of(3_840)));

    // A wrapped sample would be a step of nearly the whole range; 440 Hz moves 5,700 at most.
    for (int i = 1; i < heard.length; i++) {
      assertThat(Math.abs(heard[i] - heard[i - 1])).isLessThan(7_000);
    }
  }

  @Test
  void shouldHaveNothingToDoForWhatIsWantedAlready() {
    byte[] tone = Tone.of(440, AMPLITUDE, 16_000, 1, 100);
    try (PcmNormalizer normalizer = FfmpegNormalizer.open(16_000, 1)) {
      assertThat(normalizer.normalize(tone)).isSameAs(tone);
      assertThat(normalizer.finish()).isEmpty();
    }
  }

  @Test
  void shouldMakeNothingOfNothing() {
    assertThat(normalized(new byte[0], 44_100, 2, List.of(1))).isEmpty();
  }

  static byte[] normalized(byte[] pcm, int rate, int channels, List<Integer> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcmNormalizer normalizer = FfmpegNormalizer.open(rate, channels)) {
      int at = 0;
      for (int i = 0; at < pcm.length; i++) {
        int end = Math.min(pcm.length, at + pieces.get(i % pieces.size()));
        out.writeBytes(normalizer.normalize(Arrays.copyOfRange(pcm, at, end)));
        at = end;
      }
      out.writeBytes(normalizer.finish());
    }
    return out.toByteArray();
  }

  private static byte[] sides(double left, double right) {
    byte[] both = Tone.of(left, AMPLITUDE, 16_000, 2, MILLIS);
    byte[] other = Tone.of(right, AMPLITUDE, 16_000, 2, MILLIS);
    for (int i = 2; i < both.length; i += 4) {
      both[i] = other[i];
      both[i + 1] = other[i + 1];
    }
    return both;
  }

  private static double decibels(double amplitude, double reference) {
    return 20 * Math.log10(amplitude / reference);
  }
}
