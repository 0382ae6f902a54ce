package org.univoice.gateway.session;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a session, during its life and after.
 *
 * @param userId to whom it belongs
 * @param sourceLanguage BCP 47 tag, or "auto"; empty until somebody has said what is spoken
 * @param targetLanguage BCP 47 tag that its owner asked for; participants may hear others; empty
 *     until somebody has
 * @param speakers by speaker id
 * @param endTime empty while it lasts
 * @param shares what each gateway that holds or held participants has seen, by an id of the share;
 *     speakers and figures are what they add up to
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
    Map<String, SessionShare> shares,
    long version) {
  public StoredSession {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(userId);
    speakers = Map.copyOf(speakers);
    shares = Map.copyOf(shares);
  }

  /** One that no gateway has a share in yet. */
  public StoredSession(
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
    this(
        sessionId,
        userId,
        tenant,
        status,
        sourceLanguage,
        targetLanguage,
        speakers,
        startTime,
        endTime,
        settings,
        figures,
        Map.of(),
        version);
  }

  /** A session that begins: nothing has been said yet. */
  public static StoredSession opened(
      String sessionId, String userId, String tenant, SessionSettings settings, Instant startTime) {
    return new StoredSession(
        sessionId,
        userId,
        tenant,
        SessionStatus.ACTIVE,
        "",
        "",
        Map.of(),
        startTime,
        Optional.empty(),
        settings,
        SessionFigures.NONE,
        1);
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
