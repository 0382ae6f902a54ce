package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;
import org.univoice.gateway.audio.ffmpeg.Tone;

class Mp3AudioTest {

  private static final double AMPLITUDE = 12_000;
  private static final List<byte[]> FRAMES =
      TestEncoder.mp3OfAnyBitRate(Tone.of(440, AMPLITUDE, 44_100, 2, 2_000), 44_100, 2);
  private static final byte[] PLAIN = TestEncoder.joined(FRAMES);

  @ParameterizedTest
  @CsvSource({
    "16000, 1, 32",
    "22050, 1, 48",
    "24000, 2, 64",
    "32000, 1, 48",
    "44100, 2, 128",
    "48000, 1, 320",
  })
  void shouldKeepFrequencyAndLevelOfATone(int rate, int channels, int kilobits) {
    byte[] tone = Tone.of(440, AMPLITUDE, rate, channels, 1_000);
    EncodedAudio audio = mp3();
    byte[] pcm = heard(audio, TestEncoder.joined(TestEncoder.mp3(tone, rate, channels, kilobits)));
    short[] settled = settled(pcm, rate);

    assertThat(audio.format()).isEqualTo(new PcmFormat(rate, 1, SampleType.SIGNED_16));
    assertThat(Tone.crossingsPerSecond(settled, rate)).isCloseTo(440, within(3.0));
    assertThat(Tone.amplitudeAt(440, settled, rate)).isCloseTo(AMPLITUDE, within(1_200.0));
    assertSmooth(settled, 440, rate);
  }

  @Property(tries = 60)
  void shouldHearTheSameHoweverItIsCut(@ForAll @IntRange(min = 1, max = 5_000) int piece) {
    assertThat(heard(mp3(), PLAIN, piece)).isEqualTo(heard(mp3(), PLAIN));
  }

  @Property(tries = 60)
  void shouldHearTheSameBehindTagsAndJunkAndBeforeThem(
      @ForAll @IntRange(max = 3_000) int tagBytes, @ForAll @IntRange(max = 3_000) int junkBytes) {
    byte[] junk = new byte[junkBytes];
    new Random(junkBytes).nextBytes(junk);
    byte[] start = tagBytes == 0 ? new byte[0] : tag(tagBytes);
    byte[] end = Arrays.copyOf("TAG".getBytes(StandardCharsets.US_ASCII), 128);
    byte[] file = TestEncoder.joined(List.of(start, start, junk, PLAIN, end));

    assertThat(heard(mp3(), file, 777)).isEqualTo(heard(mp3(), PLAIN));
  }

  @Test
  void shouldPassOverATagWithAPictureWhateverIsInIt() {
    byte[] picture = tag(200_000);
    System.arraycopy(PLAIN, 0, picture, 5_000, PLAIN.length);

    assertThat(heard(mp3(), TestEncoder.joined(List.of(picture, PLAIN)), 4_000))
        .isEqualTo(heard(mp3(), PLAIN));
    assertThat(refusal(tag(20_000_000), 60_000)).hasMessageContaining("more than 16 MiB");
  }

  @Test
  void shouldNotTakeTheTableOfABitRateForSound() {
    byte[] directory = FRAMES.get(0).clone();
    Arrays.fill(directory, 4, directory.length, (byte) 0);
    System.arraycopy("Xing".getBytes(StandardCharsets.US_ASCII), 0, directory, 4 + 32, 4);

    assertThat(heard(mp3(), TestEncoder.joined(List.of(directory, PLAIN))))
        .isEqualTo(heard(mp3(), PLAIN));
  }

  /** The connection is lost anywhere, and the sender goes on with the frame of that place. */
  @Property(tries = 60)
  void shouldGoOnAsIfNothingHadHappened(
      @ForAll @IntRange(min = 2, max = 70) int sentFrames, @ForAll @IntRange(max = 3) int lost) {
    byte[] whole = heard(mp3(), PLAIN);
    EncodedAudio before = mp3();
    byte[] first = heard(before, TestEncoder.joined(FRAMES.subList(0, sentFrames)));
    before.close();
    long playedMillis = (long) Math.max(0, sentFrames - 1 - lost) * 1_152 * 1_000 / 44_100;
    int playedBytes = (int) (playedMillis * 44_100 / 1_000) * 2;
    int frame = (int) (playedMillis * 44_100 / 1_000 / 1_152);

    byte[] rest =
        heard(
            before.continuedAt(playedMillis),
            TestEncoder.joined(FRAMES.subList(frame, FRAMES.size())));

    byte[] together = TestEncoder.joined(List.of(Arrays.copyOf(first, playedBytes), rest));
    assertThat(together).hasSameSizeAs(whole);
    // A tenth of a second in, the decoder has long been where it was.
    assertThat(greatestDifference(together, whole)).isLessThan(40);
  }

  @ParameterizedTest
  @CsvSource({
    "524946460000000057415645, announced as MP3 but is a WAV file., wav",
    "4f6767530002000000000000, announced as MP3 but is an Ogg file., opus",
    "664c61430002000000000000, announced as MP3 but is a FLAC file., Convert",
    "fffb00640000000000000000, free format, between 32 and 320",
    "fffd90640000000000000000, MPEG Layer II., Layer III",
  })
  void shouldSayAtOnceWhatItIsInstead(String hex, String message, String suggestion) {
    byte[] start = java.util.HexFormat.of().parseHex(hex);
    InvalidAudioFormatException refusal = refusal(start, 1);

    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.suggestion()).contains(suggestion);
  }

  @Test
  void shouldAskForBetterQualityBelowSixteenKilohertz() {
    byte[] low =
        TestEncoder.joined(TestEncoder.mp3(Tone.of(440, 9_000, 8_000, 1, 500), 8_000, 1, 16));

    assertThat(refusal(low, 100).suggestion()).contains("better quality");
  }

  @Property(tries = 40)
  void shouldRefuseGarbageOnceAndKeepNothingOfIt(@ForAll int seed) {
    byte[] garbage = new byte[200_000];
    new Random(seed).nextBytes(garbage);
    garbage[0] = 0;

    InvalidAudioFormatException refusal = refusal(garbage, 4_096);
    assertThat(refusal).hasMessageContaining("announced as MP3 but is something else");
  }

  @Test
  void shouldRefuseTextAsText() {
    byte[] text = "Good morning everyone! ".repeat(4_000).getBytes(StandardCharsets.US_ASCII);

    assertThat(refusal(text, 1_000)).hasMessageContaining("announced as MP3 but is a text file");
  }

  @Test
  void shouldSayThatItEndedBeforeItsSound() {
    EncodedAudio audio = mp3();
    audio.samples(tag(500));
    audio.finish();

    assertThat(catchThrowableOfType(InvalidAudioFormatException.class, audio::requireSound))
        .hasMessageContaining("ends before its sound begins");
  }

  @Test
  void shouldHearALastFrameThatIsAloneAndLeaveOutOneThatIsCut() {
    assertThat(heard(mp3(), FRAMES.get(0))).hasSize(2 * 1_152);
    byte[] cut = Arrays.copyOf(FRAMES.get(1), FRAMES.get(1).length - 1);
    byte[] both = TestEncoder.joined(List.of(FRAMES.get(0), cut));
    assertThat(heard(mp3(), both)).hasSize(2 * 1_152);
  }

  private static EncodedAudio mp3() {
    return EncodedAudio.mp3(FfmpegFrameDecoder::open);
  }

  private static byte[] heard(EncodedAudio audio, byte[] file) {
    return heard(audio, file, file.length);
  }

  private static byte[] heard(EncodedAudio audio, byte[] file, int piece) {
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    for (int at = 0; at < file.length; at += piece) {
      pcm.writeBytes(
          audio.samples(Arrays.copyOfRange(file, at, Math.min(file.length, at + piece))));
    }
    pcm.writeBytes(audio.finish());
    return pcm.toByteArray();
  }

  private static InvalidAudioFormatException refusal(byte[] file, int piece) {
    EncodedAudio audio = mp3();
    InvalidAudioFormatException first =
        catchThrowableOfType(InvalidAudioFormatException.class, () -> heard(audio, file, piece));
    assertThat(catchThrowableOfType(InvalidAudioFormatException.class, () -> heard(audio, PLAIN)))
        .isSameAs(first);
    return first;
  }

  private static byte[] tag(int size) {
    byte[] tag = new byte[10 + size];
    new Random(size).nextBytes(tag);
    byte[] header = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
      header[9 - i] = (byte) (size >> 7 * i & 0x7F);
    }
    System.arraycopy(header, 0, tag, 0, 10);
    return tag;
  }

  private static short[] settled(byte[] pcm, int rate) {
    return Arrays.copyOfRange(Tone.samples(pcm), rate / 5, rate * 4 / 5);
  }

  /** A click is a jump in the second difference, which for a sine is at most A·ω². */
  private static void assertSmooth(short[] samples, double hertz, int rate) {
    double most = AMPLITUDE * Math.pow(2 * Math.PI * hertz / rate, 2);
    for (int i = 2; i < samples.length; i++) {
      assertThat(Math.abs(samples[i] - 2 * samples[i - 1] + samples[i - 2]))
          .isLessThan((int) (most + 400));
    }
  }

  private static int greatestDifference(byte[] one, byte[] other) {
    short[] first = Tone.samples(one);
    short[] second = Tone.samples(other);
    int most = 0;
    for (int i = 4_410; i < first.length; i++) {
      most = Math.max(most, Math.abs(first[i] - second[i]));
    }
    return most;
  }
}
