package org.univoice.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.AudioChunk;

class ChunkTimelineTest {

  private final ChunkTimeline timeline = new ChunkTimeline();

  @Test
  void shouldSayThatTheLastSampleWasCapturedWhenItArrived() {
    assertThat(captured(timeline.accept(millis(150), 10_000)))
        .containsExactly(9_900L, 9_950L, 10_000L);
  }

  @Test
  void shouldCountAudioKeptByTheNetworkAsCapturedOnTime() {
    timeline.accept(millis(100), 10_000);

    assertThat(captured(timeline.accept(millis(100), 12_000))).containsExactly(10_050L, 10_100L);
  }

  @Test
  void shouldTakeALongSilenceOnTheLineForAPauseOfTheTalker() {
    timeline.accept(millis(100), 10_000);

    assertThat(captured(timeline.accept(millis(100), 20_000))).containsExactly(19_950L, 20_000L);
  }

  @Test
  void shouldLearnFromAQuickerArrivalThatTheFirstOneWasLate() {
    timeline.accept(millis(50), 10_300);
    timeline.accept(millis(50), 10_310);

    assertThat(captured(timeline.accept(millis(50), 10_400))).containsExactly(10_360L);
  }

  @Test
  void shouldNotLetCaptureTimeGoBackWhenABurstShowsThatTheFirstArrivalWasLate() {
    timeline.accept(millis(50), 10_000);

    assertThat(captured(timeline.accept(millis(200), 10_010)))
        .containsExactly(10_000L, 10_000L, 10_000L, 10_010L);
  }

  @Test
  void shouldFlushWhatIsLeftAsOneShorterChunk() {
    timeline.accept(new byte[50 * 32 + 66], 10_000);
    List<AudioChunk> last = timeline.finish(10_000);

    assertThat(last).hasSize(1);
    assertThat(last.get(0).getStartMs()).isEqualTo(50);
    assertThat(last.get(0).getDurationMs()).isEqualTo(3);
    assertThat(last.get(0).getPayload().size()).isEqualTo(96);
    assertThat(timeline.finish(10_000)).isEmpty();
  }

  @Test
  void shouldForgetWhatIsNoChunkYetAndGoOnThere() {
    timeline.accept(millis(70), 10_000);
    timeline.discardTail();

    assertThat(timeline.chunkedMillis()).isEqualTo(50);
    assertThat(timeline.finish(10_000)).isEmpty();
    assertThat(timeline.accept(millis(50), 10_100).get(0).getStartMs()).isEqualTo(50);
  }

  private static List<Long> captured(List<AudioChunk> chunks) {
    return chunks.stream().map(AudioChunk::getCapturedAtMs).toList();
  }

  private static byte[] millis(int millis) {
    return new byte[millis * 32];
  }
}
