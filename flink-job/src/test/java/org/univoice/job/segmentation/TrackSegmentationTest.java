package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.univoice.job.segmentation.SegmentKind.FINAL;
import static org.univoice.job.segmentation.SegmentKind.TRACK_ENDED;
import static org.univoice.job.segmentation.voiceactivity.Pcm16.toMillis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.univoice.job.segmentation.voiceactivity.FakeVoiceActivity;
import org.univoice.job.segmentation.voiceactivity.WindowCutter;
import org.univoice.job.stream.AudioChunk;

class TrackSegmentationTest {

  private static final int CHUNK_MILLIS = 50;
  private static final int CHUNK_BYTES = CHUNK_MILLIS * 32;

  private final Kept kept = new Kept();
  private final List<SpeechSegment> heard = new ArrayList<>();
  private final TrackSegmentation track =
      new TrackSegmentation(
          new SpeechSegmenter(SegmentationConfig.standard()),
          new WindowCutter(new FakeVoiceActivity()),
          kept,
          new SegmentationMetrics(new UnregisteredMetricsGroup()),
          () -> 0,
          heard::add);
  private TrackMemory memory = TrackMemory.of("session", "ana");

  @Test
  void shouldForgetAudioThatNoSegmentNeeds() throws Exception {
    hear(new Speech().pause(10_000).pcm(), 0);

    assertThat(keptMillis()).isLessThan(2_000);
  }

  @Test
  void shouldKeepTheAudioOfAnOpenSegment() throws Exception {
    hear(new Speech().pause(5_000).voice(3_000).pcm(), 0);

    assertThat(keptMillis()).isGreaterThanOrEqualTo(3_000);
    assertThat(toMillis(kept.parts.get(0).startSample())).isLessThanOrEqualTo(5_000);
  }

  @Test
  void shouldForgetWhatLiesBeforeALongHole() throws Exception {
    hear(Speech.of(1_600).pcm(), 0);
    hear(Speech.of(100).pcm(), 50_000);

    assertThat(heard).extracting(segment -> segment.ref().kind()).containsOnlyOnce(FINAL);
    assertThat(toMillis(kept.parts.get(0).startSample())).isEqualTo(50_000);
    assertThat(keptMillis()).isEqualTo(100);
  }

  @Test
  void shouldSayThatTheTrackHasEndedAfterItsLastWords() throws Exception {
    hear(Speech.of(1_600).pcm(), 0);

    track.end(memory);

    assertThat(heard).extracting(segment -> segment.ref().kind()).endsWith(FINAL, TRACK_ENDED);
  }

  @Test
  void shouldSayTheEndOfATrackThatHadNoAudio() throws Exception {
    track.end(memory);

    assertThat(heard).extracting(segment -> segment.ref().kind()).containsExactly(TRACK_ENDED);
  }

  private void hear(byte[] pcm, long startMillis) throws Exception {
    for (int at = 0; at < pcm.length; at += CHUNK_BYTES) {
      long start = startMillis + at / 32;
      long end = start + CHUNK_MILLIS;
      byte[] part = Arrays.copyOfRange(pcm, at, at + CHUNK_BYTES);
      memory = track.hear(memory, new AudioChunk(0, start, end, end, end, end, part), part, 0);
    }
  }

  private long keptMillis() {
    return kept.parts.stream().mapToLong(part -> part.pcm().length / 32).sum();
  }

  private static final class Kept implements TrackSegmentation.KeptAudio {
    private List<SpokenAudio> parts = new ArrayList<>();

    @Override
    public void add(SpokenAudio part) {
      parts.add(part);
    }

    @Override
    public Iterable<SpokenAudio> parts() {
      return parts;
    }

    @Override
    public void replace(List<SpokenAudio> others) {
      parts = new ArrayList<>(others);
    }
  }
}
