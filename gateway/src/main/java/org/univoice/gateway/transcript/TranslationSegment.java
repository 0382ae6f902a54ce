package org.univoice.gateway.transcript;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that was said, or what it means in one other language. Each segment is kept once
 * without a target language, as it was said, and once for every language that somebody heard.
 *
 * @param segmentId of the speech; several target languages have several of these
 * @param sourceText what was said
 * @param translatedText in {@code targetLanguage}; empty for what was said itself
 * @param targetLanguage primary subtag; empty for what was said itself
 * @param speakerId "S1", …
 * @param participantId on whose microphone it was said
 * @param startMillis on that microphone's timeline
 * @param endMillis on that microphone's timeline
 * @param confidence 0 to 1: the translation's, or the recognition's when there is none
 * @param latencyMillis from the end of the speech to the first byte of its translation; 0 unknown
 * @param overlapped somebody else spoke at the same time on that microphone; false also when its
 *     caption has not come
 */
public record TranslationSegment(
    String sessionId,
    String segmentId,
    String sourceText,
    String translatedText,
    String sourceLanguage,
    String targetLanguage,
    String speakerId,
    String participantId,
    long startMillis,
    long endMillis,
    double confidence,
    long latencyMillis,
    Instant saidAt,
    boolean overlapped) {
  public static final Comparator<TranslationSegment> IN_ORDER =
      Comparator.comparing(TranslationSegment::saidAt)
          .thenComparing(TranslationSegment::segmentId)
          .thenComparing(TranslationSegment::targetLanguage);

  public TranslationSegment {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(segmentId);
  }
}
