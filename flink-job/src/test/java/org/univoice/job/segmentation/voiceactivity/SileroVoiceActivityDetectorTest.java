package org.univoice.job.segmentation.voiceactivity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SileroVoiceActivityDetectorTest {

  private static final long FIRST_WORD_MILLIS = 540;
  private static final long LAST_WORD_MILLIS = 5_380;
  private static final int WAV_HEADER_BYTES = 44;

  private final WindowCutter cutter = new WindowCutter(new SileroVoiceActivityDetector());

  @Test
  void shouldHearTheWordsOfARecordingAndNothingBeforeThem() throws IOException {
    var windows = listen(english());

    assertThat(voicedShare(windows, FIRST_WORD_MILLIS + 100, LAST_WORD_MILLIS - 100))
        .isGreaterThan(0.85);
    assertThat(voicedShare(windows, 0, FIRST_WORD_MILLIS - 100)).isLessThan(0.1);
  }

  @Test
  void shouldNotTakeSilenceForSpeech() {
    assertThat(voicedShare(listen(new byte[32_000 * 3]), 0, 3_000)).isZero();
  }

  @Test
  void shouldNotTakeNoiseForSpeech() {
    assertThat(voicedShare(listen(noise(3_000)), 0, 3_000)).isLessThan(0.05);
  }

  @Test
  void shouldHearTheSameHoweverTheAudioIsCut() throws IOException {
    byte[] pcm = english();
    var memory = WindowMemory.startingAt(0);
    var windows = new ArrayList<VoiceWindow>();
    for (int at = 0; at < pcm.length; at += 1_600) {
      var heard =
          cutter.listen(memory, Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + 1_600)));
      memory = heard.memory();
      windows.addAll(heard.windows());
    }

    assertThat(windows).isEqualTo(listen(pcm));
  }

  private List<VoiceWindow> listen(byte[] pcm) {
    return cutter.listen(WindowMemory.startingAt(0), pcm).windows();
  }

  private static double voicedShare(List<VoiceWindow> windows, long fromMillis, long toMillis) {
    return windows.stream()
        .filter(window -> Pcm16.toMillis(window.startSample()) >= fromMillis)
        .filter(window -> Pcm16.toMillis(window.endSample()) <= toMillis)
        .mapToDouble(window -> window.probability() >= 0.5 ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static byte[] noise(int millis) {
    var random = new Random(7);
    byte[] pcm = new byte[millis * 32];
    for (int i = 0; i < pcm.length; i += 2) {
      int value = (int) (random.nextGaussian() * 1_500);
      pcm[i] = (byte) value;
      pcm[i + 1] = (byte) (value >> 8);
    }
    return pcm;
  }

  private static byte[] english() throws IOException {
    try (var wav =
        SileroVoiceActivityDetectorTest.class.getResourceAsStream("/speech/leopard/english.wav")) {
      byte[] bytes = wav.readAllBytes();
      return Arrays.copyOfRange(bytes, WAV_HEADER_BYTES, bytes.length);
    }
  }
}
