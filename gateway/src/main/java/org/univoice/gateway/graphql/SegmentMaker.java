package org.univoice.gateway.graphql;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.bounded.BoundedMap;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.Caption;
import org.univoice.gateway.delivery.DeliveryBody.Translation;
import org.univoice.gateway.transcript.TranslationSegment;

/**
 * Puts what was said and what it means together, each once, however many hear it. Remembers what
 * was said last only. Safe for use by many threads.
 */
final class SegmentMaker {
  private static final int REMEMBERED = 128;

  private final Map<String, String> texts = BoundedMap.ofLatest(REMEMBERED);
  private final Map<String, Boolean> made = BoundedMap.ofLatest(REMEMBERED);
  private final Clock clock;

  SegmentMaker(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<TranslationSegment> on(Delivery delivery) {
    if (delivery.body() instanceof Caption caption && caption.isFinal()) {
      texts.put(caption.segment().id(), caption.text());
      return Optional.empty();
    }
    if (!(delivery.body() instanceof Translation translation)) {
      return Optional.empty();
    }
    String key = translation.segment().id() + " " + translation.language();
    if (made.putIfAbsent(key, true) != null) {
      return Optional.empty();
    }
    return Optional.of(segment(delivery.sessionId(), translation));
  }

  private TranslationSegment segment(String sessionId, Translation translation) {
    return new TranslationSegment(
        sessionId,
        translation.segment().id(),
        texts.getOrDefault(translation.segment().id(), ""),
        translation.text(),
        translation.sourceLanguage(),
        translation.language(),
        translation.segment().speaker(),
        translation.segment().track(),
        translation.segment().startMillis(),
        translation.segment().endMillis(),
        translation.confidence(),
        0,
        clock.instant());
  }
}
