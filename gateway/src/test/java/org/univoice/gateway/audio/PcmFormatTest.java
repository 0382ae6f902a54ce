package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcmFormatTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "8000, '8,000'", "11025, '11,025'", "15999, '15,999'"})
  void shouldAskForBetterQualityBelowSixteenKilohertz(int rate, String said) {
    InvalidAudioFormatException refusal = refusalOf(rate, 1);

    assertThat(refusal)
        .hasMessage("The audio has " + said + " samples a second; UniVoice needs 16,000 or more.");
    assertThat(refusal.suggestion()).contains("better quality").contains("16 kHz");
  }

  @Test
  void shouldSayNumbersTheSameWayInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("pt-BR"));
    try {
      assertThat(refusalOf(8_000, 1)).hasMessageContaining("8,000 samples");
      assertThat(refusalOf(96_000, 1)).hasMessageContaining("96,000 samples");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {48_001, 96_000, Integer.MAX_VALUE})
  void shouldRefuseMoreThanFortyEightKilohertz(int rate) {
    assertThat(refusalOf(rate, 2)).hasMessageContaining("48,000 at most");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 65_535})
  void shouldRefuseAnythingButMonoAndStereo(int channels) {
    assertThat(refusalOf(16_000, channels))
        .hasMessage("The audio has " + channels + " channels; UniVoice takes one or two.");
  }

  @ParameterizedTest
  @CsvSource({"16000, 1", "22050, 2", "44100, 2", "48000, 1"})
  void shouldTakeWhatMicrophonesRecord(int rate, int channels) {
    byte[] wav = WavBytes.riff(0).fmt(1, channels, rate, 16).chunk("data", new byte[8]).bytes();
    WavReader reader = new WavReader();
    reader.read(wav);

    assertThat(reader.format()).isEqualTo(new PcmFormat(rate, channels, SampleType.SIGNED_16));
  }

  @ParameterizedTest
  @CsvSource({"8000, 1", "16000, 0", "16000, 3", "4294967295, 1"})
  void shouldRefuseTheSameInAWav(long rate, int channels) {
    byte[] wav = WavBytes.riff(0).fmt(1, channels, rate, 16).chunk("data", new byte[8]).bytes();

    assertThatExceptionOfType(InvalidAudioFormatException.class)
        .isThrownBy(() -> new WavReader().read(wav));
  }

  private static InvalidAudioFormatException refusalOf(int rate, int channels) {
    return catchThrowableOfType(
        InvalidAudioFormatException.class,
        () -> new PcmFormat(rate, channels, SampleType.SIGNED_16));
  }
}
