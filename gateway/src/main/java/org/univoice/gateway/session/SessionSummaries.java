package org.univoice.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sums a session up. */
public final class SessionSummaries {
  private SessionSummaries() {}

  /**
   * @param now when a session that lasts is summed up
   * @param recordingUrl of its recording, when there is one
   */
  public static SessionSummary of(
      StoredSession session, Instant now, Optional<String> recordingUrl) {
    Duration lasted = Duration.between(session.startTime(), session.endTime().orElse(now));
    return new SessionSummary(
        session.sessionId(),
        Math.max(0, lasted.toMillis()),
        session.figures().totalSegments(),
        session.speakers().size(),
        new LanguagePair(session.sourceLanguage(), session.targetLanguage()),
        session.figures(),
        recordingUrl,
        "/v1/sessions/" + session.sessionId() + "/transcript");
  }
}
