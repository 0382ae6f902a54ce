package org.univoice.local.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** What transcript.json holds; times are milliseconds on the recording's timeline. */
public record Transcript(
    String sessionId,
    String sourceLanguage,
    long durationMs,
    List<Segment> segments,
    Summary summary) {

  /** Something that was said. */
  public record Segment(
      String id,
      String speaker,
      long startMs,
      long endMs,
      String language,
      String text,
      double confidence,
      boolean lowConfidence,
      List<Word> words,
      List<Translation> translations) {}

  public record Word(String text, long startMs, long endMs, double confidence) {}

  public record Entity(String text, String type) {}

  /**
   * A segment in another language.
   *
   * @param voice cloned, similar, standard or none
   * @param speechStartMs when its speech was first heard; null when it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Translation(
      String language,
      String text,
      double confidence,
      List<String> alternatives,
      List<Entity> entities,
      String voice,
      Long speechStartMs,
      Long speechEndMs,
      Latency latencyMs) {}

  /**
   * Milliseconds of each stage.
   *
   * @param endToEnd from the segment's last voiced sample leaving the sender to the first
   *     translated audio byte arriving, both on this machine's clock
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Latency(
      Long segmentation,
      Long recognition,
      Long translation,
      Long firstSpeech,
      Long delivery,
      Long endToEnd) {}

  public record Summary(
      int segments, int speakers, List<String> languages, Percentiles endToEndMs) {}

  /** Nearest-rank percentiles; null of nothing. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Percentiles(Long p50, Long p95, Long p99) {

    static Percentiles of(List<Long> values) {
      List<Long> sorted = values.stream().sorted().toList();
      return new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static Long rank(List<Long> sorted, int percent) {
      if (sorted.isEmpty()) {
        return null;
      }
      int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
      return sorted.get(Math.max(1, rank) - 1);
    }
  }
}
