package org.univoice.gateway.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
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

  /** The state after this one, in which it has ended. */
  public StoredSession ended(Instant at) {
    return next(SessionStatus.ENDED, sourceLanguage, targetLanguage, Optional.of(at), settings);
  }

  /** The state after this one, with what its owner chose anew. */
  public StoredSession with(String source, String target, SessionSettings wanted) {
    return next(status, source, target, endTime, wanted);
  }

  private StoredSession next(
      SessionStatus nextStatus,
      String source,
      String target,
      Optional<Instant> end,
      SessionSettings wanted) {
    return new StoredSession(
        sessionId,
        userId,
        tenant,
        nextStatus,
        source,
        target,
        speakers,
        startTime,
        end,
        wanted,
        figures,
        shares,
        version + 1);
  }

  /** Whether only versions and shares differ, which nobody is shown. */
  public boolean showsTheSameAs(StoredSession other) {
    return shown().equals(other.shown());
  }

  private StoredSession shown() {
    return new StoredSession(
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
        0);
  }

  /**
   * What those call themselves, as they last said, who joined and have a name, by participant id;
   * of a session that was kept before names were, nothing.
   */
  public Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    // Where somebody was held last they are called what they are called now.
    shares.values().stream()
        .sorted(Comparator.comparing(SessionShare::seenAt))
        .forEach(share -> names.putAll(share.names()));
    return names;
  }

  /** The state after this one, in which nothing says what somebody calls themselves. */
  public StoredSession withoutName(String participantId) {
    Map<String, SessionShare> others = new HashMap<>(shares);
    others.replaceAll((id, share) -> share.withoutName(participantId));
    return new StoredSession(
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
        others,
        version + 1);
  }

  public LanguagePair languages() {
    return new LanguagePair(sourceLanguage, targetLanguage);
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
