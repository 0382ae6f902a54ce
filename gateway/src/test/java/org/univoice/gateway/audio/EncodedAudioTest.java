package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncodedAudioTest {

  private static final byte[] LIST = "LIST trailing words".getBytes(StandardCharsets.US_ASCII);

  @Test
  void shouldKnowAWavsFormatOnceItsHeaderHasCome() {
    EncodedAudio audio = EncodedAudio.wav();
    assertThat(audio.format()).isNull();
    audio.samples(WavBytes.ordinary(new byte[320]));

    assertThat(audio.format()).isEqualTo(new PcmFormat(16_000, 1, SampleType.SIGNED_16));
  }

  @Test
  void shouldEndAWavThatGoesOnWithoutItsHeaderWhereItsDataEnds() {
    EncodedAudio audio = EncodedAudio.wav();
    audio.samples(WavBytes.ordinary(new byte[6_400]));

    EncodedAudio again = audio.continuedAt(100);
    assertThat(again.samples(new byte[3_200])).hasSize(3_200);
    assertThat(again.samples(LIST)).isEmpty();
  }

  @Test
  void shouldEndAWavThereAlsoWhenItGoesOnASecondTime() {
    EncodedAudio audio = EncodedAudio.wav();
    audio.samples(WavBytes.ordinary(new byte[6_400]));

    EncodedAudio again = audio.continuedAt(50).continuedAt(150);
    assertThat(again.samples(new byte[1_600])).hasSize(1_600);
    assertThat(again.samples(LIST)).isEmpty();
  }

  @Test
  void shouldNotEndAWavThatDoesNotSayWhereItsDataEnds() {
    EncodedAudio audio = EncodedAudio.wav();
    audio.samples(
        WavBytes.riff(0).fmt(1, 1, 16_000, 16).chunk("data", 0xFFFFFFFFL, new byte[64]).bytes());

    assertThat(audio.continuedAt(50).samples(new byte[64_000])).hasSize(64_000);
  }

  @Test
  void shouldWaitForTheHeaderAgainWhenItHasNotBeenHeardWhole() {
    EncodedAudio audio = EncodedAudio.wav();
    audio.samples(WavBytes.riff(0).bytes());

    assertThat(audio.continuedAt(0).samples(WavBytes.ordinary(new byte[320]))).hasSize(320);
  }

  @Test
  void shouldRefuseRawAudioOfTooLowARateAtOnce() {
    assertThatExceptionOfType(InvalidAudioFormatException.class)
        .isThrownBy(() -> EncodedAudio.pcm16(8_000, 1))
        .satisfies(refusal -> assertThat(refusal.suggestion()).contains("better quality"));
  }
}
