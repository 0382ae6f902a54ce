package org.univoice.gateway.audio.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.FrameDecoder;
import org.univoice.gateway.audio.SpeechEncoder;
import org.univoice.gateway.audio.SpeechFormat;

public class FfmpegSpeechEncoderTest {
  private static final double AMPLITUDE = 12_000;
  private static final double HERTZ = 440;

  /** What the decoder gives before the sound, in samples of its own rate. */
  @ParameterizedTest
  @CsvSource({"OPUS, 48000, 312", "MP3, 24000, 1105"})
  void shouldKeepFrequencyLevelPlaceAndEndOfATone(SpeechFormat format, int rate, int padding) {
    byte[] tone = Tone.of(HERTZ, AMPLITUDE, 24_000, 1, 1_003);
    short[] heard = Tone.samples(decoded(format, units(format, tone, 4_800)));
    int samples = 1_003 * rate / 1_000;
    short[] settled = Arrays.copyOfRange(heard, padding + rate / 10, padding + rate * 9 / 10);

    assertThat(heard.length).isBetween(samples + padding, samples + padding + rate / 12);
    assertThat(Tone.crossingsPerSecond(settled, rate)).isCloseTo(HERTZ, within(2.0));
    assertThat(Tone.amplitudeAt(HERTZ, settled, rate)).isCloseTo(AMPLITUDE, within(1_200.0));
    // Filters for speech move a low tone a little; a padding other than said would move it further.
    assertThat(lateMillis(heard, padding, rate)).isCloseTo(0, within(0.2));
    assertSmooth(settled, rate);
    // The last hundredth of a second is as loud as the rest, and then there is silence.
    assertThat(loudness(heard, padding + samples - rate / 100, padding + samples))
        .isCloseTo(AMPLITUDE / Math.sqrt(2), within(2_500.0));
    assertThat(loudness(heard, heard.length - rate / 200, heard.length)).isLessThan(1_500);
  }

  @Property(tries = 40)
  void shouldMakeTheSameUnitsHoweverSpeechArrives(
      @ForAll @IntRange(min = 1, max = 5_000) int samples, @ForAll SpeechFormat format) {
    if (format == SpeechFormat.PCM16) {
      return;
    }
    byte[] tone = Tone.of(HERTZ, AMPLITUDE, 24_000, 1, 300);
    byte[] once = TestEncoder.joined(units(format, tone, tone.length));

    assertThat(TestEncoder.joined(units(format, tone, 2 * samples))).isEqualTo(once);
  }

  @Test
  void shouldPutAWavsHeaderFirst() {
    byte[] tone = Tone.of(HERTZ, AMPLITUDE, 24_000, 1, 100);
    EncodedAudio wav = EncodedAudio.wav();

    assertThat(wav.samples(TestEncoder.joined(units(SpeechFormat.WAV, tone, 960)))).isEqualTo(tone);
    assertThat(wav.format().sampleRateHz()).isEqualTo(24_000);
  }

  @Test
  void shouldHaveAUnitOfOpusEveryTwentyMilliseconds() {
    List<byte[]> units = units(SpeechFormat.OPUS, new byte[48_000], 4_800);

    assertThat(units).hasSizeBetween(50, 51);
    byte[] loud =
        TestEncoder.joined(
            units(SpeechFormat.OPUS, Tone.of(HERTZ, AMPLITUDE, 24_000, 1, 1_000), 4_800));
    assertThat(loud.length * 8).isBetween(16_000, 40_000);
  }

  @Test
  void shouldMakeNothingOfNothing() {
    assertThat(units(SpeechFormat.OPUS, new byte[0], 100)).hasSizeLessThan(2);
    assertThat(units(SpeechFormat.WAV, new byte[0], 100)).isEmpty();
  }

  private static List<byte[]> units(SpeechFormat format, byte[] pcm, int piece) {
    List<byte[]> units = new ArrayList<>();
    try (SpeechEncoder encoder = FfmpegSpeechEncoder.open(format)) {
      for (int at = 0; at < pcm.length; at += piece) {
        units.addAll(encoder.encode(Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + piece))));
      }
      units.addAll(encoder.finish());
    }
    return units;
  }

  /** As a listener would: Opus by its packets, MP3 as a stream, both from the beginning. */
  public static byte[] decoded(SpeechFormat format, List<byte[]> units) {
    if (format == SpeechFormat.MP3) {
      EncodedAudio mp3 = EncodedAudio.mp3(FfmpegFrameDecoder::open);
      byte[] pcm = mp3.samples(TestEncoder.joined(units));
      return TestEncoder.joined(List.of(pcm, mp3.finish()));
    }
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    try (FrameDecoder decoder = FfmpegFrameDecoder.open(FrameDecoder.Codec.OPUS)) {
      units.forEach(unit -> pcm.writeBytes(decoder.decode(unit)));
    }
    return pcm.toByteArray();
  }

  private static double lateMillis(short[] heard, int padding, int rate) {
    double sine = 0;
    double cosine = 0;
    // Whole periods, from where the codec has settled.
    for (int i = rate / 10; i < rate * 6 / 10; i++) {
      sine += heard[padding + i] * Math.sin(2 * Math.PI * HERTZ * i / rate);
      cosine += heard[padding + i] * Math.cos(2 * Math.PI * HERTZ * i / rate);
    }
    return -Math.atan2(cosine, sine) / (2 * Math.PI * HERTZ) * 1_000;
  }

  private static void assertSmooth(short[] samples, int rate) {
    double most = AMPLITUDE * Math.pow(2 * Math.PI * HERTZ / rate, 2);
    for (int i = 2; i < samples.length; i++) {
      assertThat(Math.abs(samples[i] - 2 * samples[i - 1] + samples[i - 2]))
          .isLessThan((int) (most + 400));
    }
  }

  private static double loudness(short[] samples, int from, int to) {
    double energy = 0;
    for (int i = from; i < to; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return Math.sqrt(energy / (to - from));
  }
}
