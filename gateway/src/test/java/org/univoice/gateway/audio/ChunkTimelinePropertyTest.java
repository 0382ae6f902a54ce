package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.univoice.internal.v1.AudioChunk;
import org.univoice.internal.v1.AudioCodec;

class ChunkTimelinePropertyTest {

  private static final int BYTES_PER_MILLI = 32;

  @Property(tries = 300)
  void shouldCutEveryFiftyMillisecondsWithoutGaps(
      @ForAll @IntRange(max = 12_000) int samples,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 5_000) Integer> pieces) {
    byte[] pcm = random(2 * samples);
    List<AudioChunk> chunks = chunks(pcm, pieces, 0);

    long position = 0;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    for (int i = 0; i < chunks.size(); i++) {
      AudioChunk chunk = chunks.get(i);
      assertThat(chunk.getSequence()).isEqualTo(i);
      assertThat(chunk.getStartMs()).isEqualTo(position);
      if (i < chunks.size() - 1) {
        assertThat(chunk.getDurationMs()).isEqualTo(50);
      }
      assertThat(chunk.getDurationMs()).isBetween(1, 50);
      assertThat(chunk.getPayload().size()).isEqualTo(chunk.getDurationMs() * BYTES_PER_MILLI);
      assertThat(chunk.getCodec()).isEqualTo(AudioCodec.AUDIO_CODEC_PCM16_16KHZ_MONO);
      position += chunk.getDurationMs();
      heard.writeBytes(chunk.getPayload().toByteArray());
    }
    byte[] filled = Arrays.copyOf(pcm, (pcm.length + 31) / BYTES_PER_MILLI * BYTES_PER_MILLI);
    assertThat(heard.toByteArray()).isEqualTo(filled);
  }

  @Property(tries = 200)
  void shouldCutTheSameChunksHoweverTheAudioArrives(
      @ForAll @IntRange(max = 12_000) int samples,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5_000) Integer> pieces) {
    byte[] pcm = random(2 * samples);
    pieces = new ArrayList<>(pieces);
    pieces.add(1);

    assertThat(withoutArrival(chunks(pcm, pieces, 7)))
        .isEqualTo(withoutArrival(chunks(pcm, List.of(pcm.length + 1), 0)));
  }

  @Property(tries = 500)
  void shouldNeverLetCaptureTimeGoBackNorIntoTheFuture(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 400) Integer> millis,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 9_000) Integer> waits) {
    ChunkTimeline timeline = new ChunkTimeline();
    List<AudioChunk> chunks = new ArrayList<>();
    long now = 1_700_000_000_000L;
    for (int i = 0; i < millis.size(); i++) {
      now += waits.get(i % waits.size());
      chunks.addAll(timeline.accept(new byte[millis.get(i) * BYTES_PER_MILLI], now));
    }
    chunks.addAll(timeline.finish(now));

    long last = 0;
    for (AudioChunk chunk : chunks) {
      assertThat(chunk.getCapturedAtMs()).isBetween(last, chunk.getReceivedAtMs());
      last = chunk.getCapturedAtMs();
    }
  }

  private static List<AudioChunk> chunks(byte[] pcm, List<Integer> pieces, long millisApart) {
    ChunkTimeline timeline = new ChunkTimeline();
    List<AudioChunk> chunks = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < pcm.length; i++) {
      int end = Math.min(pcm.length, at + pieces.get(i % pieces.size()));
      chunks.addAll(timeline.accept(Arrays.copyOfRange(pcm, at, end), i * millisApart));
      at = end;
    }
    chunks.addAll(timeline.finish(0));
    return chunks;
  }

  private static List<AudioChunk> withoutArrival(List<AudioChunk> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.toBuilder().clearCapturedAtMs().clearReceivedAtMs().build())
        .toList();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
