package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.univoice.gateway.session.SessionRevision;
import org.univoice.gateway.session.StoredSession;

/**
 * A session as version 2 of the api shows it: moments are RFC 3339, languages lie together, what is
 * not there is left out, and speakers are a list.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionViewV2(
    String sessionId,
    String userId,
    String status,
    LanguagesView languages,
    int maxSpeakers,
    List<Speaker> speakers,
    String startedAt,
    String endedAt,
    SessionView.Settings configuration,
    SessionView.Figures metrics,
    String recordingId,
    String revision) {

  /**
   * @param recordingId of its recording, when there is one
   */
  static SessionViewV2 of(StoredSession session, Optional<String> recordingId) {
    return new SessionViewV2(
        session.sessionId(),
        session.userId(),
        session.status().name(),
        new LanguagesView(
            session.sourceLanguage().isEmpty() ? null : session.sourceLanguage(),
            session.targetLanguage().isEmpty() ? null : session.targetLanguage()),
        session.settings().maxSpeakers(),
        new TreeMap<>(session.speakers()).values().stream().map(Speaker::of).toList(),
        session.startTime().toString(),
        session.endTime().map(Object::toString).orElse(null),
        SessionView.Settings.of(session.settings()),
        SessionView.Figures.of(session.figures()),
        recordingId.orElse(null),
        SessionRevision.of(session));
  }

  /**
   * @param source null until somebody has said what is spoken
   * @param target null until somebody has
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LanguagesView(String source, String target) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Speaker(
      String speakerId,
      String voiceProfileId,
      String joinedAt,
      int utteranceCount,
      long totalSpeakingTime) {
    static Speaker of(StoredSession.SpeakerRecord speaker) {
      return new Speaker(
          speaker.speakerId(),
          speaker.voiceProfileId().isEmpty() ? null : speaker.voiceProfileId(),
          speaker.joinedAt().toString(),
          speaker.utteranceCount(),
          speaker.totalSpeakingMillis());
    }
  }
}
