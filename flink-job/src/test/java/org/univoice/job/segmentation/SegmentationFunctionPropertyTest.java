package org.univoice.job.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.univoice.job.segmentation.voiceactivity.FakeVoiceActivity;
import org.univoice.job.stream.AudioChunk;
import org.univoice.job.stream.TrackEvent;

class SegmentationFunctionPropertyTest {

  private static final int CHUNK_MILLIS = 50;
  private static final byte[] TALK =
      Speech.of(900)
          .pause(250)
          .voice(1_300)
          .pause(900)
          .voice(400)
          .pause(450)
          .voice(2_000)
          .pause(1_000)
          .pcm();

  /**
   * After each chunk the watermark moves, is late, or runs ahead as other tracks make it, and up to
   * two seconds pass on the machine's own clock.
   */
  @Property(tries = 40)
  void anyWatermarkCadenceGivesTheSameSegments(@ForAll("cadences") List<Integer> leadMillis)
      throws Exception {
    assertThat(segments(leadMillis)).isEqualTo(segments(List.of()));
  }

  private static List<String> segments(List<Integer> leadMillis) throws Exception {
    var function = new SegmentationFunction(SegmentationConfig.standard(), new FakeVoiceActivity());
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), TrackEvent::trackKey, Types.STRING)) {
      harness.open();
      long watermark = 0;
      long nowMillis = 0;
      for (int i = 0; (i + 1) * CHUNK_MILLIS * 32 <= TALK.length; i++) {
        long start = (long) i * CHUNK_MILLIS;
        long end = start + CHUNK_MILLIS;
        byte[] pcm = Arrays.copyOfRange(TALK, (int) start * 32, (int) end * 32);
        harness.processElement(
            new TrackEvent("s", "t", "", new AudioChunk(i, start, end, end, 0, 0, pcm), null), end);
        if (!leadMillis.isEmpty()) {
          watermark = Math.max(watermark, end + leadMillis.get(i % leadMillis.size()));
          harness.processWatermark(watermark);
          nowMillis += Math.abs(leadMillis.get(i % leadMillis.size()));
          harness.setProcessingTime(nowMillis);
        }
      }
      return harness.extractOutputValues().stream()
          .map(segment -> segment.ref() + " " + Arrays.hashCode(segment.pcm()))
          .map(segment -> segment.replaceAll("segmentedMillis=\\d+", ""))
          .toList();
    }
  }

  @Provide
  Arbitrary<List<Integer>> cadences() {
    return Arbitraries.integers().between(-2_000, 600).list().ofMinSize(1).ofMaxSize(20);
  }
}
