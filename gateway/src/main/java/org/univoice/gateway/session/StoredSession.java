package org.univoice.gateway.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a session, during its life and after.
 *
 * @param userId to whom it belongs
 * @param sourceLanguage BCP 47 tag, or "auto"
 * @param targetLanguage BCP 47 tag that its owner asked for; participants may hear others
 * @param speakers by speaker id
 * @param endTime empty while it lasts
 * @param version of this state: a store refuses one that is not the successor of what it has
 */
public record StoredSession(
    String sessionId,
    String userId,
    String tenant,
    SessionStatus status,
    String sourceLanguage,
    String targetLanguage,
    Map<String, SpeakerRecord> speakers,
    Instant startTime,
    Optional<Instant> endTime,
    SessionSettings settings,
    SessionFigures figures,
    long version) {
  public StoredSession {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(userId);
    speakers = Map.copyOf(speakers);
  }

  /**
   * Somebody who was heard in a session.
   *
   * @param voiceProfileId empty when no profile is known
   */
  public record SpeakerRecord(
      String speakerId,
      String voiceProfileId,
      Instant joinedAt,
      int utteranceCount,
      long totalSpeakingMillis) {}
}
