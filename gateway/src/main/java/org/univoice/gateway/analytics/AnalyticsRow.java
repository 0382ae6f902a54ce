package org.univoice.gateway.analytics;

import java.time.Instant;
import java.util.Optional;
import org.univoice.gateway.delivery.DeliveryBody.Stages;
import org.univoice.gateway.session.SessionFigures;

/** One row of one of the tables. Never speech or text. */
public sealed interface AnalyticsRow {

  /** A session, when it begins and once more when it ends. */
  record OfSession(
      String sessionId,
      String userId,
      Instant startTime,
      Optional<Instant> endTime,
      Optional<String> sourceLanguage,
      Optional<String> targetLanguage,
      int speakers,
      SessionFigures figures)
      implements AnalyticsRow {}

  /** How long one translation took. */
  record OfLatency(String sessionId, String segmentId, Stages stages, Instant at)
      implements AnalyticsRow {}

  /** Something that went wrong, as a listener was told. */
  record OfError(String sessionId, String service, String type, String message, Instant at)
      implements AnalyticsRow {}
}
