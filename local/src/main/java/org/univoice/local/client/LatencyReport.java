package org.univoice.local.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.univoice.local.client.Transcript.Latency;
import org.univoice.local.client.Transcript.Percentiles;

/**
 * What latency.json holds: each stage's percentiles, and every segment's times. A segment's stages
 * add up; percentiles do not, as each may be another segment's.
 */
public record LatencyReport(Map<String, Percentiles> stagesMs, List<SegmentLatency> segments) {

  public record SegmentLatency(String segment, String language, Latency latencyMs) {}

  static LatencyReport of(Transcript transcript) {
    List<SegmentLatency> all =
        transcript.segments().stream()
            .flatMap(
                segment ->
                    segment.translations().stream()
                        .map(t -> new SegmentLatency(segment.id(), t.language(), t.latencyMs())))
            .toList();
    Map<String, Percentiles> stages = new LinkedHashMap<>();
    stages.put("segmentation", of(all, Latency::segmentation));
    stages.put("recognition", of(all, Latency::recognition));
    stages.put("translation", of(all, Latency::translation));
    stages.put("firstSpeech", of(all, Latency::firstSpeech));
    stages.put("delivery", of(all, Latency::delivery));
    stages.put("endToEnd", of(all, Latency::endToEnd));
    stages.put("playbackWait", of(all, Latency::playbackWait));
    stages.put("heard", of(all, Latency::heard));
    return new LatencyReport(stages, all);
  }

  private static Percentiles of(List<SegmentLatency> all, Function<Latency, Long> stage) {
    return Percentiles.of(
        all.stream().map(SegmentLatency::latencyMs).map(stage).filter(Objects::nonNull).toList());
  }
}
