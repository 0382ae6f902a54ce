package org.univoice.gateway.transcript;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Latency;
import org.univoice.gateway.delivery.DeliveryBody.Segment;
import org.univoice.gateway.delivery.DeliveryBody.Translation;

/**
 * Puts what is delivered of one session together into segments, in whatever order and however often
 * it comes: each listener has copies of its own. What has not changed is not given out again.
 */
final class TranscriptAssembler {
  /** More than a restarted job makes anew. */
  private static final int REMEMBERED = 512;

  private final String sessionId;
  private final ToLongFunction<Segment> spokenAtMillis;
  private final Map<String, Parts> segments = BoundedMap.ofLatest(REMEMBERED);

  /**
   * @param spokenAtMillis when a segment began, in milliseconds since the epoch
   */
  TranscriptAssembler(String sessionId, ToLongFunction<Segment> spokenAtMillis) {
    this.sessionId = sessionId;
    this.spokenAtMillis = spokenAtMillis;
  }

  /** What is known of one segment. */
  private static final class Parts {
    private Segment segment;
    private Instant saidAt;
    private Caption caption;
    private final Map<String, Translation> translations = new HashMap<>();
    private final Map<String, Long> latencies = new HashMap<>();
    private final Map<String, TranslationSegment> given = new HashMap<>();
  }

  /** What is new or different now. */
  synchronized List<TranslationSegment> take(DeliveryBody body) {
    if (body instanceof Caption caption && caption.isFinal()) {
      Parts parts = parts(caption.segment());
      parts.caption = caption;
      return changes(parts);
    }
    if (body instanceof Translation translation) {
      Parts parts = parts(translation.segment());
      parts.translations.put(translation.language(), translation);
      return changes(parts);
    }
    if (body instanceof Latency latency) {
      Parts parts = segments.computeIfAbsent(latency.segmentId(), id -> new Parts());
      parts.latencies.put(latency.language(), latency.stages().endToEnd());
      return changes(parts);
    }
    return List.of();
  }

  /** Whether a delivery says something that a transcript holds. */
  static boolean concerns(Delivery delivery) {
    DeliveryBody body = delivery.body();
    return body instanceof Caption caption && caption.isFinal()
        || body instanceof Translation
        || body instanceof Latency;
  }

  private Parts parts(Segment segment) {
    Parts parts = segments.computeIfAbsent(segment.id(), id -> new Parts());
    if (parts.segment == null) {
      parts.saidAt = Instant.ofEpochMilli(spokenAtMillis.applyAsLong(segment));
    }
    parts.segment = segment;
    return parts;
  }

  private List<TranslationSegment> changes(Parts parts) {
    List<TranslationSegment> changed = new ArrayList<>();
    if (parts.segment == null) {
      return changed;
    }
    if (parts.caption != null) {
      Caption caption = parts.caption;
      give(parts, row(parts, caption.language(), "", "", caption.confidence()), changed);
    }
    for (Translation translation : parts.translations.values()) {
      give(
          parts,
          row(
              parts,
              translation.sourceLanguage(),
              translation.language(),
              translation.text(),
              translation.confidence()),
          changed);
    }
    return changed;
  }

  private static void give(Parts parts, TranslationSegment row, List<TranslationSegment> changed) {
    if (!row.equals(parts.given.put(row.targetLanguage(), row))) {
      changed.add(row);
    }
  }

  private TranslationSegment row(
      Parts parts, String spoken, String target, String text, float confidence) {
    Segment segment = parts.segment;
    return new TranslationSegment(
        sessionId,
        segment.id(),
        parts.caption == null ? "" : parts.caption.text(),
        text,
        spoken,
        target,
        segment.speaker(),
        segment.track(),
        segment.startMillis(),
        segment.endMillis(),
        decimal(confidence),
        parts.latencies.getOrDefault(target, 0L),
        parts.saidAt,
        parts.caption != null && parts.caption.overlapped());
  }

  /** 0.9 and not 0.8999999761581421. */
  private static double decimal(float value) {
    return Float.isFinite(value) ? Double.parseDouble(Float.toString(value)) : 0;
  }
}
