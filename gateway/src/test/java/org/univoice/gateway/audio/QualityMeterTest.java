package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityMeterTest {

  private static final int FRAMES_PER_TEN_SECONDS = 200;

  /** Bytes of 50 ms. */
  private static final int FRAME = 1_600;

  private final QualityMeter meter = new QualityMeter();
  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({"-20, -60, 40", "-20, -40, 20", "-26, -32, 6"})
  void shouldMeasureHowFarSpeechStandsOutOfTheBackground(
      double speech, double background, double snr) {
    talkAndPause(speech, background);

    assertThat(meter.report().snrDecibels()).isCloseTo(snr, within(1.5));
    assertThat(meter.report().levelDecibels()).isCloseTo(speech, within(1.0));
    assertThat(meter.report().isNoisy()).isEqualTo(snr < 10);
    assertThat(meter.report().isSilent()).isFalse();
    assertThat(meter.report().isClipped()).isFalse();
  }

  @Test
  void shouldCountTheShareOfClippedSamples() {
    for (int i = 0; i < FRAMES_PER_TEN_SECONDS; i++) {
      add(clippedSine(i % 4 == 0 ? 3.0 : 0.5));
    }

    // A sine of three times full scale is clipped for 1 - 2 asin(1/3) / pi of its time.
    assertThat(meter.report().clippedFraction()).isCloseTo(0.784 / 4, within(0.01));
    assertThat(meter.report().isClipped()).isTrue();
  }

  @Test
  void shouldCountClippingAtTheBottomToo() {
    add(new byte[] {0, (byte) 0x80, 0, 0});

    assertThat(meter.report().clippedFraction()).isEqualTo(0.5);
  }

  @Test
  void shouldCallAMutedMicrophoneSilentAndNotNoisy() {
    for (int i = 0; i < FRAMES_PER_TEN_SECONDS; i++) {
      add(new byte[1_600]);
    }

    assertThat(meter.report().levelDecibels()).isEqualTo(-120);
    assertThat(meter.report().isSilent()).isTrue();
    assertThat(meter.report().isNoisy()).isFalse();
  }

  @Test
  void shouldForgetWhatIsOlderThanTenSeconds() {
    for (int i = 0; i < FRAMES_PER_TEN_SECONDS; i++) {
      add(clippedSine(3));
    }
    talkAndPause(-20, -60);

    assertThat(meter.report().clippedFraction()).isZero();
    assertThat(meter.report().snrDecibels()).isCloseTo(40, within(1.5));
  }

  @Test
  void shouldSayWhenTenSecondsHaveBeenHeard() {
    assertThat(meter.report()).isEqualTo(new QualityReport(0, 0, -120));
    add(new byte[0]);
    for (int i = 0; i < FRAMES_PER_TEN_SECONDS; i++) {
      assertThat(meter.hasEnough()).isFalse();
      add(new byte[1_600]);
    }
    assertThat(meter.hasEnough()).isTrue();
  }

  /** Wherever it is cut, real speech has quiet moments enough to tell the background from. */
  @ParameterizedTest
  @CsvSource({"english, 3", "english, 4", "portuguese, 3", "portuguese, 4"})
  void shouldFindNothingWrongWithShortCleanSpeech(String sample, int seconds) throws Exception {
    byte[] pcm = pcm(Path.of("../samples", sample + ".wav"));
    for (int from = 0; from + seconds * 20 * FRAME <= pcm.length; from += 10 * FRAME) {
      for (int i = 0; i < seconds * 20; i++) {
        add(Arrays.copyOfRange(pcm, from + i * FRAME, from + (i + 1) * FRAME));
      }
      assertThat(meter.hasEnoughAtTheEnd()).isTrue();
      assertThat(QualityAdvice.on(meter.take())).as("from " + from / 32 + " ms").isEmpty();
    }
  }

  @Test
  void shouldNotJudgeLessThanThreeSeconds() {
    for (int i = 0; i < 59; i++) {
      add(new byte[FRAME]);
    }
    assertThat(meter.hasEnoughAtTheEnd()).isFalse();
    add(new byte[FRAME]);
    assertThat(meter.hasEnoughAtTheEnd()).isTrue();
  }

  private static byte[] pcm(Path wav) throws Exception {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      return in.readAllBytes();
    }
  }

  /** Two seconds of talk, one of pause, over and over. */
  private void talkAndPause(double speech, double background) {
    for (int i = 0; i < FRAMES_PER_TEN_SECONDS; i++) {
      add(noise(i % 60 < 40 ? speech : background));
    }
  }

  private byte[] noise(double decibels) {
    double rms = 32_768 * Math.pow(10, decibels / 20);
    ByteBuffer pcm = ByteBuffer.allocate(1_600).order(ByteOrder.LITTLE_ENDIAN);
    while (pcm.hasRemaining()) {
      pcm.putShort((short) Math.round(rms * random.nextGaussian()));
    }
    return pcm.array();
  }

  private static byte[] clippedSine(double amplitude) {
    ByteBuffer pcm = ByteBuffer.allocate(1_600).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 800; i++) {
      double sample = amplitude * Math.sin(2 * Math.PI * i / 160.0);
      pcm.putShort((short) Math.round(32_767 * Math.max(-1, Math.min(1, sample))));
    }
    return pcm.array();
  }

  private void add(byte[] pcm) {
    meter.add(ByteBuffer.wrap(pcm));
  }
}
