package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WavReaderPropertyTest {

  @Property(tries = 300)
  void shouldFindTheSameSamplesInAnyOrderOfChunksHoweverTheyAreCut(
      @ForAll("others") List<Other> before,
      @ForAll("others") List<Other> between,
      @ForAll("others") List<Other> after,
      @ForAll @IntRange(max = 4_000) int samples,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 700) Integer> pieces) {
    byte[] pcm = random(2 * samples + 2);
    WavBytes wav = WavBytes.riff(0);
    before.forEach(other -> wav.chunk(other.id, other.body()));
    wav.fmt(1, 1, 16_000, 16);
    between.forEach(other -> wav.chunk(other.id, other.body()));
    wav.chunk("data", pcm);
    after.forEach(other -> wav.chunk(other.id, other.body()));

    assertThat(read(wav.bytes(), pieces)).isEqualTo(pcm);
  }

  @Example
  void shouldReadAHeaderSplitAtEveryByte() {
    byte[] pcm = random(64);
    for (WavBytes start : List.of(WavBytes.riff(0), WavBytes.rf64())) {
      byte[] wav =
          start.chunk("LIST", new byte[3]).fmt(1, 1, 16_000, 16).chunk("data", pcm).bytes();
      for (int split = 1; split < wav.length; split++) {
        assertThat(read(wav, List.of(split, wav.length))).as("split at %d", split).isEqualTo(pcm);
      }
      assertThat(read(wav, List.of(1))).as("byte by byte").isEqualTo(pcm);
    }
  }

  @Property(tries = 300)
  void shouldNeverFailInAnyOtherWayThanByRefusing(
      @ForAll @Size(max = 200) byte[] noise,
      @ForAll @IntRange(max = 60) int at,
      @ForAll @IntRange(min = 1, max = 90) int piece) {
    byte[] wav = WavBytes.ordinary(random(60));
    System.arraycopy(noise, 0, wav, at, Math.min(noise.length, wav.length - at));
    try {
      assertThat(read(wav, List.of(piece)).length).isLessThanOrEqualTo(wav.length);
    } catch (InvalidAudioFormatException e) {
      assertThat(e.suggestion()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<List<Other>> others() {
    return Combinators.combine(
            Arbitraries.of("LIST", "fact", "JUNK", "bext", "PEAK"),
            Arbitraries.integers().between(0, 99))
        .as(Other::new)
        .list()
        .ofMaxSize(3);
  }

  /** A chunk that is not about the sound; its body says "data" to mislead. */
  private record Other(String id, int size) {
    byte[] body() {
      byte[] body = new byte[size];
      for (int i = 0; i < size; i++) {
        body[i] = (byte) "data".charAt(i % 4);
      }
      return body;
    }
  }

  private static byte[] read(byte[] wav, List<Integer> pieces) {
    WavReader reader = new WavReader();
    ByteArrayOutputStream samples = new ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; at < wav.length; i++) {
      int end = Math.min(wav.length, at + pieces.get(i % pieces.size()));
      samples.writeBytes(reader.read(Arrays.copyOfRange(wav, at, end)));
      at = end;
    }
    reader.finish();
    return samples.toByteArray();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
