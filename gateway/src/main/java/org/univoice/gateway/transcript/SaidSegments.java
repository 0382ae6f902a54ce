package org.univoice.gateway.transcript;

import java.time.Instant;
import org.univoice.gateway.bus.SessionEvent.Said;

/** A segment as the session's other gateways are told of it. */
public final class SaidSegments {
  private SaidSegments() {}

  static Said event(TranslationSegment segment) {
    return new Said(
        segment.segmentId(),
        segment.sourceText(),
        segment.translatedText(),
        segment.sourceLanguage(),
        segment.targetLanguage(),
        segment.speakerId(),
        segment.participantId(),
        segment.startMillis(),
        segment.endMillis(),
        segment.confidence(),
        segment.latencyMillis(),
        segment.saidAt().toEpochMilli(),
        segment.overlapped());
  }

  public static TranslationSegment segment(String sessionId, Said said) {
    return new TranslationSegment(
        sessionId,
        said.segmentId(),
        said.sourceText(),
        said.translatedText(),
        said.sourceLanguage(),
        said.targetLanguage(),
        said.speakerId(),
        said.participantId(),
        said.startMillis(),
        said.endMillis(),
        said.confidence(),
        said.latencyMillis(),
        Instant.ofEpochMilli(said.saidAtMillis()),
        said.overlapped());
  }
}
