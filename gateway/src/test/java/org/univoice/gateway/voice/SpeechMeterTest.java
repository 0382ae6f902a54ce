package org.univoice.gateway.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SpeechMeterTest {
  private static final int SECOND = 16_000;

  @Test
  void shouldFindMostOfWhatAPersonReads() {
    assertThat(SpeechMeter.of(RecordedSpeech.pcm(6_000)).millis()).isBetween(3_200L, 6_000L);
  }

  @Test
  void shouldFindNoSpeechInSilenceNoiseOrATone() {
    Random random = new Random(1);
    assertThat(SpeechMeter.of(new byte[10 * 32_000]).millis()).isZero();
    assertThat(SpeechMeter.of(pcm(10, i -> 0.1 * random.nextGaussian())).millis()).isZero();
    assertThat(
            SpeechMeter.of(pcm(10, i -> 0.3 * Math.sin(2 * Math.PI * 150 * i / SECOND))).millis())
        .isZero();
  }

  @Test
  void shouldNotCountSilenceAroundSpeech() {
    byte[] speech = RecordedSpeech.pcm(4_000);
    byte[] padded = new byte[speech.length + 20 * 32_000];
    System.arraycopy(speech, 0, padded, 10 * 32_000, speech.length);

    assertThat(SpeechMeter.of(padded).millis())
        .isBetween(SpeechMeter.of(speech).millis() - 500, SpeechMeter.of(speech).millis() + 500);
  }

  @Test
  void shouldHearThatNoiseIsNear() {
    Random random = new Random(2);
    byte[] clean = RecordedSpeech.pcm(6_000);
    byte[] noisy = clean.clone();
    for (int i = 0; i + 1 < noisy.length; i += 2) {
      int sample = (short) ((clean[i] & 0xFF) | (clean[i + 1] << 8));
      int louder = (int) Math.max(-32_768, Math.min(32_767, sample + 500 * random.nextGaussian()));
      noisy[i] = (byte) louder;
      noisy[i + 1] = (byte) (louder >> 8);
    }

    assertThat(SpeechMeter.of(noisy).signalToNoiseDb())
        .isLessThan(SpeechMeter.of(clean).signalToNoiseDb() - 5);
  }

  private static byte[] pcm(int seconds, IntToDoubleFunction wave) {
    byte[] pcm = new byte[seconds * SECOND * 2];
    for (int i = 0; i < pcm.length / 2; i++) {
      int sample = (int) Math.max(-32_768, Math.min(32_767, 32_767 * wave.applyAsDouble(i)));
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }
}
