package org.univoice.local.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What transcript.json holds; times are milliseconds since the recording began: in it, or for
 * speech on the clock of who listens to it live.
 */
public record Transcript(
    String sessionId,
    String sourceLanguage,
    long durationMs,
    List<Segment> segments,
    Summary summary) {

  /**
   * Something that was said.
   *
   * @param overlapped whether somebody else spoke at the same time
   */
  public record Segment(
      String id,
      String speaker,
      long startMs,
      long endMs,
      String language,
      String text,
      double confidence,
      boolean lowConfidence,
      boolean overlapped,
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
   * Milliseconds of each stage: the first five add up to {@code endToEnd}, and that with {@code
   * playbackWait} to {@code heard}. The five are null when the job has not told them.
   *
   * @param delivery from the first speech being made to its first byte arriving
   * @param endToEnd from the segment's last voiced sample being spoken to the first translated
   *     audio byte arriving, both on this machine's clock
   * @param playbackWait from then until it is played: not before the speech ahead of it has been
   * @param heard from the last voiced sample being spoken to its translation being heard
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Latency(
      Long segmentation,
      Long recognition,
      Long translation,
      Long firstSpeech,
      Long delivery,
      Long endToEnd,
      Long playbackWait,
      Long heard) {}

  public record Summary(
      int segments,
      int speakers,
      List<String> languages,
      Percentiles endToEndMs,
      Percentiles heardMs) {}

  /** Nearest-rank percentiles and the worst; null of nothing. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Percentiles(Long p50, Long p95, Long p99, Long max) {

    static Percentiles of(List<Long> values) {
      List<Long> sorted = values.stream().sorted().toList();
      return new Percentiles(
          rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), rank(sorted, 100));
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
