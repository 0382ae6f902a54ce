package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SampleConverterTest {

  @Example
  void shouldKeepSixteenBitsAsTheyAre() {
    assertThat(
            converted(
                SampleType.SIGNED_16, little(4).putShort((short) -32_768).putShort((short) 7)))
        .containsExactly(-32_768, 7);
  }

  @Example
  void shouldCentreUnsignedBytes() {
    assertThat(
            converted(
                SampleType.UNSIGNED_8, little(3).put((byte) 0).put((byte) 128).put((byte) 255)))
        .containsExactly(-32_768, 0, 32_512);
  }

  @Example
  void shouldDropTheLowestBitsOfLargerIntegers() {
    assertThat(
            converted(
                SampleType.SIGNED_24,
                little(6).put(bytes(0xFF, 0x34, 0x12)).put(bytes(1, 0, 0x80))))
        .containsExactly(0x1234, -32_768);
    assertThat(
            converted(SampleType.SIGNED_32, little(8).putInt(0x1234FFFF).putInt(Integer.MIN_VALUE)))
        .containsExactly(0x1234, -32_768);
  }

  @Example
  void shouldClipFloatsAndSilenceWhatIsNoNumber() {
    float[] floats = {
      0.5f, -1, 1, 3, -3, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
    };
    ByteBuffer four = little(4 * floats.length);
    ByteBuffer eight = little(8 * floats.length);
    for (float sample : floats) {
      four.putFloat(sample);
      eight.putDouble(sample);
    }
    short[] expected = {16_384, -32_768, 32_767, 32_767, -32_768, 0, 32_767, -32_768};

    assertThat(converted(SampleType.FLOAT_32, four)).isEqualTo(expected);
    assertThat(converted(SampleType.FLOAT_64, eight)).isEqualTo(expected);
  }

  @Property(tries = 200)
  void shouldMakeTheSameWholeFramesHoweverSamplesAreCut(
      @ForAll SampleType type,
      @ForAll @IntRange(min = 1, max = 2) int channels,
      @ForAll @IntRange(max = 500) int length,
      @ForAll @IntRange(min = 1, max = 40) int piece) {
    PcmFormat format = new PcmFormat(16_000, channels, type);
    byte[] raw = new byte[length];
    new Random(length).nextBytes(raw);
    SampleConverter converter = new SampleConverter(format);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < length; at += piece) {
      byte[] frames = converter.convert(Arrays.copyOfRange(raw, at, Math.min(length, at + piece)));
      assertThat(frames.length % (2 * channels)).isZero();
      out.writeBytes(frames);
    }

    assertThat(out.size()).isEqualTo(length / format.frameBytes() * channels * 2);
    assertThat(out.toByteArray()).isEqualTo(new SampleConverter(format).convert(raw));
  }

  @Example
  void shouldReadEveryTypeFromAWav() {
    assertThat(fromWav(WavBytes.riff(0).fmt(3, 1, 16_000, 32), little(4).putFloat(0.5f)))
        .containsExactly(16_384);
    assertThat(
            fromWav(
                WavBytes.riff(0).extensible(1, 1, 16_000, 24), little(3).put(bytes(0, 0, 0x40))))
        .containsExactly(16_384);
    assertThat(fromWav(WavBytes.riff(0).fmt(3, 1, 16_000, 64), little(8).putDouble(-0.5)))
        .containsExactly(-16_384);
    assertThat(fromWav(WavBytes.riff(0).fmt(1, 1, 16_000, 8), little(1).put((byte) 192)))
        .containsExactly(16_384);
    assertThat(fromWav(WavBytes.riff(0).fmt(1, 1, 16_000, 32), little(4).putInt(1 << 30)))
        .containsExactly(16_384);
  }

  private static short[] fromWav(WavBytes start, ByteBuffer samples) {
    return shorts(EncodedAudio.wav().samples(start.chunk("data", samples.array()).bytes()));
  }

  private static short[] converted(SampleType type, ByteBuffer samples) {
    return shorts(new SampleConverter(new PcmFormat(16_000, 1, type)).convert(samples.array()));
  }

  private static short[] shorts(byte[] pcm) {
    short[] samples = new short[pcm.length / 2];
    ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
