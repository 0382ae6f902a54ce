package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;
import org.univoice.gateway.audio.ffmpeg.Tone;

class OpusReaderTest {

  private static final List<byte[]> PACKETS =
      TestEncoder.opus(Tone.of(440, 12_000, 48_000, 1, 2_000), 48_000, 1, "20");

  @ParameterizedTest
  @ValueSource(strings = {"2.5", "5", "10", "20", "40", "60", "80", "100", "120"})
  void shouldKnowHowLongAPacketIs(String millis) {
    int samples = (int) (48 * Double.parseDouble(millis));
    for (int channels = 1; channels <= 2; channels++) {
      byte[] pcm = Tone.of(440, 12_000, 48_000, channels, 480);

      assertThat(TestEncoder.opus(pcm, 48_000, channels, millis))
          .allSatisfy(packet -> assertThat(OpusPacket.samplesOf(packet)).isEqualTo(samples));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', nothing at all",
    "03, no frame count",
    "0300, no frames",
    "0b31, 49 frames of 20 ms",
    "0901, a half byte for each of two frames",
    "0aff, a length that goes on and does not",
    "0a05, a frame longer than the packet",
    "03410a00, more padding than packet",
  })
  void shouldKnowWhatCannotBeAPacket(String hex, String why) {
    assertThat(OpusPacket.samplesOf(java.util.HexFormat.of().parseHex(hex))).as(why).isZero();
  }

  @Test
  void shouldTakeEachMessageForAPacket() {
    OpusReader reader = new OpusReader();
    List<OpusPacket> packets = new ArrayList<>();
    PACKETS.forEach(packet -> packets.addAll(reader.read(packet)));

    assertThat(packets).extracting(OpusPacket::bytes).containsExactlyElementsOf(PACKETS);
    assertThat(packets).extracting(OpusPacket::skipped).containsOnly(0);
  }

  @Property(tries = 60)
  void shouldReadTheSamePacketsOfAnOggStreamHoweverItIsCut(
      @ForAll @IntRange(min = 1, max = 3_000) int piece,
      @ForAll @IntRange(min = 1, max = 50) int perPage) {
    byte[] stream = TestEncoder.joined(OggBytes.stream(PACKETS, perPage));
    List<OpusPacket> packets = read(new OpusReader(), stream, piece);

    assertThat(packets).extracting(OpusPacket::bytes).containsExactlyElementsOf(PACKETS);
    assertThat(packets.get(0).skipped()).isEqualTo(OggBytes.PRE_SKIP);
    assertThat(packets.subList(1, packets.size())).extracting(OpusPacket::skipped).containsOnly(0);
  }

  /** The connection is lost anywhere; the sender goes on with any page that is early enough. */
  @Property(tries = 100)
  void shouldLeaveOutWhatWasPlayedWhicheverPageTheSenderGoesOnWith(
      @ForAll @IntRange(min = 1, max = 99) int played,
      @ForAll @IntRange(min = 1, max = 20) int perPage,
      @ForAll @IntRange(max = 5) int pagesEarlier,
      @ForAll boolean withHeaders) {
    OpusReader before = new OpusReader();
    read(before, TestEncoder.joined(OggBytes.stream(PACKETS, perPage)), 500);
    List<byte[]> pages = OggBytes.pages(PACKETS, perPage);
    int from = Math.max(0, played / perPage - pagesEarlier);
    List<byte[]> again = new ArrayList<>();
    if (withHeaders) {
      again.addAll(OggBytes.headers(OggBytes.head(1, OggBytes.PRE_SKIP, 48_000)));
    }
    again.addAll(pages.subList(from, pages.size()));
    long playedMillis = (played * 960L - OggBytes.PRE_SKIP) / 48;

    List<OpusPacket> rest = read(before.continuedAt(playedMillis), TestEncoder.joined(again), 700);

    assertThat(rest)
        .extracting(OpusPacket::bytes)
        .containsExactlyElementsOf(PACKETS.subList(played, PACKETS.size()));
    assertThat(rest).extracting(OpusPacket::skipped).containsOnly(0);
  }

  @Test
  void shouldReadStreamsThatFollowEachOther() {
    byte[] stream = TestEncoder.joined(OggBytes.stream(PACKETS, 10));

    List<OpusPacket> packets =
        read(new OpusReader(), TestEncoder.joined(List.of(stream, stream)), 999);

    assertThat(packets).hasSize(2 * PACKETS.size());
    assertThat(packets.get(PACKETS.size()).skipped()).isEqualTo(OggBytes.PRE_SKIP);
  }

  @Test
  void shouldPassOverPagesOfOtherStreams() {
    byte[] other =
        OggPage.whole(0, 1, 0, true, false, List.of("theora".getBytes(StandardCharsets.US_ASCII)))
            .bytes();
    byte[] more = OggPage.whole(9, 1, 1, false, false, List.of(new byte[900])).bytes();
    List<byte[]> stream = new ArrayList<>(OggBytes.stream(PACKETS, 10));
    stream.add(0, other);
    stream.add(4, more);

    assertThat(read(new OpusReader(), TestEncoder.joined(stream), 100)).hasSameSizeAs(PACKETS);
  }

  @Test
  void shouldSayWhatItIsInstead() {
    byte[] vorbis =
        TestEncoder.joined(
            List.of(
                OggPage.whole(0, 1, 0, true, false, List.of("\1vorbis".getBytes())).bytes(),
                OggPage.whole(0, 1, 1, false, false, List.of(new byte[40])).bytes()));
    byte[] mp3 = TestEncoder.joined(TestEncoder.mp3(new byte[20_000], 44_100, 2, 128));
    byte[] text = "Good morning everyone, how are you today?".getBytes(StandardCharsets.US_ASCII);

    assertThat(refusal(vorbis)).hasMessageContaining("holds no Opus");
    assertThat(refusal(mp3)).hasMessageContaining("an MP3 file");
    assertThat(refusal(text)).hasMessageContaining("a text file");
    assertThat(refusal(WavBytes.ordinary(new byte[320]))).hasMessageContaining("a WAV file");
    assertThat(refusal(new byte[1_600])).hasMessageContaining("no Opus packet");
  }

  @Test
  void shouldAskForBetterQualityWhenItWasBelowSixteenKilohertz() {
    byte[] stream = TestEncoder.joined(OggBytes.headers(OggBytes.head(1, 312, 8_000)));

    assertThat(refusal(stream).suggestion()).contains("better quality");
    assertThat(refusal(TestEncoder.joined(OggBytes.headers(OggBytes.head(6, 312, 48_000)))))
        .hasMessageContaining("6 channels");
  }

  @Property(tries = 200)
  void shouldRefuseADamagedOggStreamOnce(
      @ForAll @IntRange(max = 12_000) int damagedAt, @ForAll @IntRange(min = 1, max = 255) int by) {
    byte[] stream = TestEncoder.joined(OggBytes.stream(PACKETS, 10));
    stream[damagedAt % (stream.length - 2_000)] ^= (byte) by;
    OpusReader reader = new OpusReader();
    InvalidAudioFormatException first =
        catchThrowableOfType(
            InvalidAudioFormatException.class,
            () -> {
              read(reader, stream, 1_000);
              // A length that grew swallows pages; what is missing is missed at the end at last.
              read(reader, new byte[70_000], 1_000);
            });

    assertThat(first).isNotNull();
    assertThat(
            catchThrowableOfType(
                InvalidAudioFormatException.class, () -> reader.read(PACKETS.get(0))))
        .isSameAs(first);
  }

  @Property(tries = 300)
  void shouldNeverFailOtherwiseThanByRefusing(@ForAll int seed, @ForAll boolean looksLikeOgg) {
    Random random = new Random(seed);
    byte[] garbage = new byte[random.nextInt(5_000)];
    random.nextBytes(garbage);
    if (looksLikeOgg && garbage.length > 5) {
      System.arraycopy("OggS\0".getBytes(StandardCharsets.US_ASCII), 0, garbage, 0, 5);
    }
    OpusReader reader = new OpusReader();
    try {
      read(reader, garbage, 1 + random.nextInt(900));
      reader.requireSound();
    } catch (InvalidAudioFormatException refusal) {
      assertThat(refusal.suggestion()).isNotBlank();
    }
  }

  @Test
  void shouldSayThatItEndedBeforeItsSound() {
    OpusReader reader = new OpusReader();
    byte[] stream = TestEncoder.joined(OggBytes.stream(PACKETS, 50));
    read(reader, Arrays.copyOf(stream, 200), 200);

    assertThat(catchThrowableOfType(InvalidAudioFormatException.class, reader::requireSound))
        .hasMessageContaining("ends before its sound begins");
  }

  private static InvalidAudioFormatException refusal(byte[] audio) {
    return catchThrowableOfType(
        InvalidAudioFormatException.class, () -> read(new OpusReader(), audio, audio.length));
  }

  private static List<OpusPacket> read(OpusReader reader, byte[] stream, int piece) {
    List<OpusPacket> packets = new ArrayList<>();
    for (int at = 0; at < stream.length; at += piece) {
      packets.addAll(
          reader.read(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece))));
    }
    return packets;
  }
}
