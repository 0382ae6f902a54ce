package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.univoice.gateway.audio.OggBytes;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.audio.ffmpeg.TestEncoder;
import org.univoice.gateway.audio.ffmpeg.Tone;
import org.univoice.gateway.delivery.TrackPosition;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.AudioCodec;

class TrackMicrophoneFormatsTest {
  private static final double AMPLITUDE = 12_000;
  private static final byte[] TONE = Tone.of(440, AMPLITUDE, 48_000, 1, 2_000);
  private static final List<byte[]> PACKETS = TestEncoder.opus(TONE, 48_000, 1, "20");
  private static final List<byte[]> FRAMES =
      TestEncoder.mp3(Tone.of(440, AMPLITUDE, 44_100, 2, 2_000), 44_100, 2, 96);

  private TrackMicrophone microphone;
  private List<AudioChunk> chunks;
  private ByteArrayOutputStream heard;

  @BeforeTry
  void begin() {
    microphone = new TrackMicrophone(FfmpegNormalizer::open);
    chunks = new ArrayList<>();
    heard = new ByteArrayOutputStream();
  }

  @BeforeEach
  void beginTest() {
    begin();
  }

  @Test
  void shouldSendOpusOnAsItCame() {
    open("opus", false);
    PACKETS.forEach(this::send);
    chunks.addAll(microphone.finish(0));
    collect(microphone.heard(), heard);

    assertThat(packets(chunks)).containsExactlyElementsOf(PACKETS);
    assertThat(chunks).allMatch(chunk -> chunk.getCodec() == AudioCodec.AUDIO_CODEC_OPUS);
    assertThat(chunks.subList(0, 50)).allMatch(chunk -> chunk.getDurationMs() == 40);
    assertWithoutGaps();
    assertThat(heard.size())
        .isEqualTo(32 * chunks.stream().mapToInt(AudioChunk::getDurationMs).sum());
    short[] settled = Arrays.copyOfRange(Tone.samples(heard.toByteArray()), 3_200, 28_800);
    assertThat(Tone.crossingsPerSecond(settled, 16_000)).isCloseTo(440, within(2.0));
    assertThat(Tone.amplitudeAt(440, settled, 16_000)).isCloseTo(AMPLITUDE, within(1_200.0));
  }

  @Test
  void shouldLeaveThePreSkipOfAnOggStreamOutOfTheTrack() {
    open("opus", false);
    OggBytes.stream(PACKETS, 10).forEach(this::send);

    assertThat(chunks.get(0).getSkipSamples()).isEqualTo(312);
    assertThat(chunks.get(0).getDurationMs()).isEqualTo(53);
    assertThat(chunks).filteredOn(chunk -> chunk.getSkipSamples() > 0).hasSize(1);
    assertWithoutGaps();
  }

  /** Lost anywhere; the sender goes on with the packet at what was received. */
  @Property(tries = 60)
  void shouldSendEveryPacketOnOnceWhereverItIsLost(@ForAll @IntRange(min = 1, max = 99) int sent) {
    open("opus", false);
    PACKETS.subList(0, sent).forEach(this::send);
    goOn("opus");
    int received = (int) microphone.receivedMillis() / 20;
    PACKETS.subList(received, PACKETS.size()).forEach(this::send);
    chunks.addAll(microphone.finish(0));

    assertThat(packets(chunks)).containsExactlyElementsOf(PACKETS);
    assertWithoutGaps();
  }

  @Property(tries = 60)
  void shouldSendEveryPacketOfAnOggStreamOnOnceWhereverItIsLost(
      @ForAll @IntRange(min = 1, max = 9_000) int sent,
      @ForAll @IntRange(min = 1, max = 25) int perPage) {
    List<byte[]> pages = OggBytes.stream(PACKETS, perPage);
    byte[] stream = TestEncoder.joined(pages);
    open("opus", false);
    send(Arrays.copyOf(stream, Math.min(sent, stream.length)));
    long received = microphone.receivedMillis();
    goOn("opus");
    int page = (int) ((received * 48 + 312) / 960 / perPage);
    pages.subList(received == 0 ? 0 : 2 + page, pages.size()).forEach(this::send);
    chunks.addAll(microphone.finish(0));

    assertThat(packets(chunks)).containsExactlyElementsOf(PACKETS);
    assertThat(chunks).filteredOn(chunk -> chunk.getSkipSamples() > 0).hasSize(1);
    assertWithoutGaps();
  }

  /** The sender goes on with the frame in which what was received ends. */
  @Property(tries = 60)
  void shouldKeepThePlaceOfAnMp3WhereverItIsLost(@ForAll @IntRange(min = 1, max = 78) int sent) {
    open("mp3", false);
    FRAMES.forEach(this::send);
    chunks.addAll(microphone.finish(0));
    collect(microphone.heard(), heard);
    short[] whole = Tone.samples(heard.toByteArray());
    TrackMicrophone other = new TrackMicrophone(FfmpegNormalizer::open);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    other.open(new AudioFormat("mp3", 16_000, 1), false);
    FRAMES.subList(0, sent).forEach(frame -> collect(other.accept(frame, 0), again));
    other.discardTail();
    other.open(new AudioFormat("mp3", 16_000, 1), true);
    int frame = (int) (other.receivedMillis() * 44_100 / 1_000 / 1_152);
    FRAMES.subList(frame, FRAMES.size()).forEach(next -> collect(other.accept(next, 0), again));

    short[] both = Tone.samples(again.toByteArray());
    int seam = (int) Math.min(other.receivedMillis(), microphone.receivedMillis()) * 16;
    assertThat(both.length).isCloseTo(whole.length, within(1_600));
    for (int i = 1_600; i < Math.min(both.length, whole.length); i++) {
      assertThat(Math.abs(both[i] - whole[i])).as("%d of %d", i, seam).isLessThan(1_500);
    }
  }

  /** The gateway that had the beginning is gone; this one knows only how much there was. */
  @ParameterizedTest
  @ValueSource(strings = {"packets", "ogg", "mp3"})
  void shouldGoOnWithWhatAnotherGatewayBegan(String kind) {
    String format = kind.equals("mp3") ? "mp3" : "opus";
    long received = kind.equals("packets") ? 800 : kind.equals("mp3") ? 800 : 793;
    microphone.goOnAt(new TrackPosition(20, received, 5_000, false));
    open(format, true);
    switch (kind) {
      case "packets" -> PACKETS.subList(40, PACKETS.size()).forEach(this::send);
      case "ogg" -> OggBytes.pages(PACKETS, 15).subList(2, 7).forEach(this::send);
      default -> FRAMES.subList(800 * 44_100 / 1_000 / 1_152, FRAMES.size()).forEach(this::send);
    }
    chunks.addAll(microphone.finish(0));

    assertThat(chunks.get(0).getSequence()).isEqualTo(20);
    assertThat(chunks.get(0).getStartMs()).isEqualTo(received);
    if (format.equals("opus")) {
      assertThat(packets(chunks)).containsExactlyElementsOf(PACKETS.subList(40, PACKETS.size()));
    }
    double total = kind.equals("mp3") ? FRAMES.size() * 1_152 / 44.1 : PACKETS.size() * 20;
    assertThat((double) microphone.receivedMillis()).isCloseTo(total, within(8.0));
  }

  @Test
  void shouldChangeFromSamplesToOpusAndBackOnOneTimeline() {
    open("pcm16", false);
    send(new byte[32 * 70]);
    open("opus", false);
    PACKETS.subList(0, 3).forEach(this::send);
    open("pcm16", false);
    send(new byte[32 * 50]);

    assertThat(chunks).extracting(AudioChunk::getDurationMs).containsExactly(50, 20, 40, 20, 50);
    assertWithoutGaps();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opus", "mp3", "wav"})
  void shouldRefuseGarbageInAFewWordsAndEndTheTrackAllTheSame(String format) {
    byte[] garbage = new byte[200_000];
    new Random(7).nextBytes(garbage);
    garbage[0] = 3; // as Opus, a packet of several frames without any
    garbage[1] = 0;
    open(format, false);

    assertThat(catchThrowableOfType(RefusedException.class, () -> send(garbage)))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_AUDIO_FORMAT))
        .satisfies(refusal -> assertThat(refusal.suggestion()).isNotBlank());
    assertThat(microphone.finish(0)).isEmpty();
    assertThat(catchThrowableOfType(RefusedException.class, microphone::requireSound)).isNotNull();
  }

  @Test
  void shouldRefuseHoursOfSilenceInOneMessage() {
    byte[] silence = {(byte) 0x0B, 6}; // six frames of 20 ms, without a byte
    List<byte[]> packets = java.util.Collections.nCopies(1_500, silence);
    open("opus", false);

    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> send(TestEncoder.joined(OggBytes.stream(packets, 200)))))
        .hasMessageContaining("two minutes");
  }

  private void open(String format, boolean continued) {
    microphone.open(new AudioFormat(format, 16_000, 1), continued);
  }

  private void goOn(String format) {
    microphone.discardTail();
    open(format, true);
  }

  private void send(byte[] message) {
    chunks.addAll(microphone.accept(message, 0));
    collect(microphone.heard(), heard);
  }

  private void assertWithoutGaps() {
    long end = 0;
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).getSequence()).isEqualTo(i);
      assertThat(chunks.get(i).getStartMs()).isEqualTo(end);
      end += chunks.get(i).getDurationMs();
    }
    assertThat(microphone.receivedMillis()).isEqualTo(end);
  }

  private static void collect(List<AudioChunk> chunks, ByteArrayOutputStream into) {
    chunks.forEach(chunk -> into.writeBytes(chunk.getPayload().toByteArray()));
  }

  private static List<byte[]> packets(List<AudioChunk> chunks) {
    List<byte[]> packets = new ArrayList<>();
    for (AudioChunk chunk : chunks) {
      ByteBuffer payload = chunk.getPayload().asReadOnlyByteBuffer();
      while (payload.hasRemaining()) {
        byte[] packet = new byte[payload.getShort() & 0xFFFF];
        payload.get(packet);
        packets.add(packet);
      }
    }
    return packets;
  }
}
