package org.univoice.job.segmentation.opus.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.job.segmentation.opus.OpusDecoder;
import org.univoice.job.segmentation.opus.UndecodableException;

class FfmpegOpusDecoderTest {

  private static final double AMPLITUDE = 12_000;

  /** One tenth of a sample is 0.06 ms; the tone's phase says where the sound lies. */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40, 60})
  void shouldKeepFrequencyLevelAndPlaceOfATone(int packetMillis) throws Exception {
    byte[] tone = OpusPackets.tone(440, AMPLITUDE, 1_200);
    short[] heard = decoded(OpusPackets.of(tone, packetMillis), OpusPackets.PRE_SKIP);

    double sine = 0;
    double cosine = 0;
    int from = 4_000;
    int to = 16_000;
    for (int i = from; i < to; i++) {
      sine += heard[i] * Math.sin(2 * Math.PI * 440 * i / 16_000);
      cosine += heard[i] * Math.cos(2 * Math.PI * 440 * i / 16_000);
    }
    double level = 2 * Math.hypot(sine, cosine) / (to - from);
    double lateMillis = -Math.atan2(cosine, sine) / (2 * Math.PI * 440) * 1_000;

    assertThat(20 * Math.log10(level / AMPLITUDE)).isCloseTo(0, within(1.0));
    assertThat(lateMillis).isCloseTo(0, within(0.1));
    for (int i = from + 2; i < to; i++) {
      int bend = Math.abs(heard[i] - 2 * heard[i - 1] + heard[i - 2]);
      assertThat(bend)
          .isLessThan((int) (AMPLITUDE * Math.pow(2 * Math.PI * 440 / 16_000, 2)) + 400);
    }
  }

  @Test
  void shouldKeepBackLessThanAMillisecondAndASampleForItsFilter() throws Exception {
    try (OpusDecoder decoder = FfmpegOpusDecoder.factory().decoder(0)) {
      List<byte[]> packets = OpusPackets.of(new byte[32 * 400], 20);
      assertThat(decoder.decode(packets.get(0)).length / 2).isBetween(320 - 17, 320);
      assertThat(decoder.decode(packets.get(1))).hasSize(640);
    }
  }

  @Test
  void shouldSayWhatCannotBeDecoded() throws Exception {
    try (OpusDecoder decoder = FfmpegOpusDecoder.factory().decoder(0)) {
      for (byte[] wrong : List.of(new byte[0], new byte[] {3, 0}, new byte[1_400])) {
        assertThatExceptionOfType(UndecodableException.class)
            .isThrownBy(() -> decoder.decode(wrong));
      }
      assertThat(decoder.decode(OpusPackets.of(new byte[32 * 20], 20).get(0))).isNotEmpty();
    }
  }

  private static short[] decoded(List<byte[]> packets, int skipped) throws Exception {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    try (OpusDecoder decoder = FfmpegOpusDecoder.factory().decoder(skipped)) {
      for (byte[] packet : packets) {
        pcm.writeBytes(decoder.decode(packet));
      }
    }
    return OpusPackets.samples(pcm.toByteArray());
  }
}
