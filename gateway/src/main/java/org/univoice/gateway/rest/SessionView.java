package org.univoice.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionRevision;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionSummary;
import org.univoice.gateway.session.StoredSession;

/**
 * A session as version 1 of the api shows it. Times are milliseconds since the epoch.
 *
 * @param speakers by speaker id
 * @param endTime null while it lasts
 * @param recordingId null when there is no recording, or not yet
 * @param revision what a change may be bound to; also the ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionView(
    String sessionId,
    String userId,
    String status,
    String sourceLanguage,
    String targetLanguage,
    boolean recordingEnabled,
    int maxSpeakers,
    Map<String, Speaker> speakers,
    long startTime,
    Long endTime,
    Settings configuration,
    Figures metrics,
    String recordingId,
    String revision) {

  /**
   * @param recordingId of its recording, when there is one
   */
  static SessionView of(StoredSession session, Optional<String> recordingId) {
    Map<String, Speaker> speakers = new TreeMap<>();
    session.speakers().forEach((id, speaker) -> speakers.put(id, Speaker.of(speaker)));
    return new SessionView(
        session.sessionId(),
        session.userId(),
        session.status().name(),
        session.sourceLanguage(),
        session.targetLanguage(),
        session.settings().recording(),
        session.settings().maxSpeakers(),
        speakers,
        session.startTime().toEpochMilli(),
        session.endTime().map(Instant::toEpochMilli).orElse(null),
        Settings.of(session.settings()),
        Figures.of(session.figures()),
        recordingId.orElse(null),
        SessionRevision.of(session));
  }

  record Speaker(
      String speakerId,
      String voiceProfileId,
      long joinedAt,
      int utteranceCount,
      long totalSpeakingTime) {
    static Speaker of(StoredSession.SpeakerRecord speaker) {
      return new Speaker(
          speaker.speakerId(),
          speaker.voiceProfileId(),
          speaker.joinedAt().toEpochMilli(),
          speaker.utteranceCount(),
          speaker.totalSpeakingMillis());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Settings(
      boolean enableRecording,
      boolean enableDiarization,
      long maxLatency,
      String qualityMode,
      String customTerminology,
      List<String> customVocabulary,
      boolean maskProfanity,
      boolean redactPersonalData,
      String domain,
      String formality) {
    static Settings of(SessionSettings settings) {
      return new Settings(
          settings.recording(),
          settings.diarization(),
          settings.maxLatencyMillis(),
          settings.qualityMode().name().toLowerCase(Locale.ROOT),
          settings.glossary().orElse(null),
          settings.recognition().vocabulary(),
          settings.recognition().masksProfanity(),
          settings.recognition().redactsPersonalData(),
          settings.translation().domain().isEmpty() ? null : settings.translation().domain(),
          settings.translation().formality().name().toLowerCase(Locale.ROOT));
    }
  }

  record Figures(
      int totalSegments,
      double averageLatency,
      long p50Latency,
      long p95Latency,
      long p99Latency,
      int errorCount,
      double audioQualityAverage) {
    static Figures of(SessionFigures figures) {
      return new Figures(
          figures.totalSegments(),
          figures.averageLatencyMillis(),
          figures.p50LatencyMillis(),
          figures.p95LatencyMillis(),
          figures.p99LatencyMillis(),
          figures.errorCount(),
          figures.audioQualityAverage());
    }
  }

  /** What a ticket's holder needs. */
  record Admission(
      String sessionId, String participantId, String ticket, long expiresAt, String mediaUrl) {
    static Admission of(Ticket ticket, URI mediaUrl) {
      return new Admission(
          ticket.claims().sessionId(),
          ticket.claims().participantId(),
          ticket.value(),
          ticket.expiresAt().toEpochMilli(),
          mediaUrl.toString());
    }
  }

  /** A new session: its ticket beside it, as clients have known it from the beginning. */
  record Opened(
      @JsonUnwrapped SessionView session,
      String participantId,
      String ticket,
      long expiresAt,
      String mediaUrl) {
    static Opened of(SessionService.Opening opening, URI mediaUrl) {
      Admission admission = Admission.of(opening.ticket(), mediaUrl);
      return new Opened(
          SessionView.of(opening.session(), Optional.empty()),
          admission.participantId(),
          admission.ticket(),
          admission.expiresAt(),
          admission.mediaUrl());
    }
  }

  /**
   * How a session went.
   *
   * @param duration milliseconds
   * @param languages source and target
   * @param recordingUrl null when nothing was recorded
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      String sessionId,
      long duration,
      int segmentCount,
      int speakerCount,
      List<String> languages,
      Figures metrics,
      String recordingUrl,
      String transcriptUrl) {
    static Summary of(SessionSummary summary) {
      return new Summary(
          summary.sessionId(),
          summary.durationMillis(),
          summary.segmentCount(),
          summary.speakerCount(),
          List.of(summary.languages().source(), summary.languages().target()),
          Figures.of(summary.figures()),
          summary.recordingUrl().orElse(null),
          summary.transcriptUrl());
    }
  }
}
