package org.univoice.gateway.grpc;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.session.RecognitionChange;
import org.univoice.gateway.session.SessionChange;
import org.univoice.gateway.session.SessionFigures;
import org.univoice.gateway.session.SessionRevision;
import org.univoice.gateway.session.SessionSettings;
import org.univoice.gateway.session.SessionSummary;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TranslationChange;
import org.univoice.gateway.session.TranslationWishes;
import org.univoice.v1.Formality;
import org.univoice.v1.QualityMode;
import org.univoice.v1.Session;
import org.univoice.v1.SessionChoice;
import org.univoice.v1.SessionSpeaker;
import org.univoice.v1.SessionStatus;
import org.univoice.v1.Vocabulary;

/** Sessions in the words of the contract, and back. */
final class SessionMessages {
  private static final String QUALITY_PREFIX = "QUALITY_MODE_";
  private static final String FORMALITY_PREFIX = "FORMALITY_";

  private SessionMessages() {}

  static SessionChange change(SessionChoice wire) {
    return new SessionChange(
        optional(wire.hasSourceLanguage(), wire.getSourceLanguage()),
        optional(wire.hasTargetLanguage(), wire.getTargetLanguage()),
        optional(wire.hasRecordingEnabled(), wire.getRecordingEnabled()),
        optional(wire.hasDiarizationEnabled(), wire.getDiarizationEnabled()),
        optional(wire.hasMaxSpeakers(), wire.getMaxSpeakers()),
        optional(wire.hasMaxLatencyMs(), wire.getMaxLatencyMs()),
        quality(wire.getQualityMode()),
        optional(wire.hasGlossary(), wire.getGlossary()),
        new RecognitionChange(
            optional(wire.hasVocabulary(), List.copyOf(wire.getVocabulary().getWordsList())),
            optional(wire.hasMaskProfanity(), wire.getMaskProfanity()),
            optional(wire.hasRedactPersonalData(), wire.getRedactPersonalData())),
        new TranslationChange(
            optional(wire.hasDomain(), wire.getDomain()), formality(wire.getFormality())));
  }

  private static <T> Optional<T> optional(boolean present, T value) {
    return present ? Optional.of(value) : Optional.empty();
  }

  private static Optional<SessionSettings.QualityMode> quality(QualityMode wire) {
    return switch (wire) {
      case QUALITY_MODE_SPEED -> Optional.of(SessionSettings.QualityMode.SPEED);
      case QUALITY_MODE_BALANCED -> Optional.of(SessionSettings.QualityMode.BALANCED);
      case QUALITY_MODE_QUALITY -> Optional.of(SessionSettings.QualityMode.QUALITY);
      case QUALITY_MODE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  private static Optional<TranslationWishes.Formality> formality(Formality wire) {
    return switch (wire) {
      case FORMALITY_DEFAULT -> Optional.of(TranslationWishes.Formality.DEFAULT);
      case FORMALITY_FORMAL -> Optional.of(TranslationWishes.Formality.FORMAL);
      case FORMALITY_INFORMAL -> Optional.of(TranslationWishes.Formality.INFORMAL);
      case FORMALITY_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  /**
   * @param word "formal" or "informal"
   */
  static Formality formality(String word) {
    return Formality.valueOf(FORMALITY_PREFIX + word.toUpperCase(Locale.ROOT));
  }

  static Session session(StoredSession session) {
    Session.Builder wire =
        Session.newBuilder()
            .setSessionId(session.sessionId())
            .setUserId(session.userId())
            .setStatus(SessionStatus.valueOf("SESSION_STATUS_" + session.status().name()))
            .setChoice(choice(session))
            .setStartTime(session.startTime().toEpochMilli())
            .setEndTime(session.endTime().map(Instant::toEpochMilli).orElse(0L))
            .setFigures(figures(session.figures()))
            .setRevision(SessionRevision.of(session));
    session.speakers().values().stream()
        .sorted((one, other) -> one.speakerId().compareTo(other.speakerId()))
        .forEach(speaker -> wire.addSpeakers(speaker(speaker)));
    return wire.build();
  }

  private static SessionChoice choice(StoredSession session) {
    SessionSettings settings = session.settings();
    SessionChoice.Builder choice =
        SessionChoice.newBuilder()
            .setSourceLanguage(session.sourceLanguage())
            .setTargetLanguage(session.targetLanguage())
            .setRecordingEnabled(settings.recording())
            .setDiarizationEnabled(settings.diarization())
            .setMaxSpeakers(settings.maxSpeakers())
            .setMaxLatencyMs(settings.maxLatencyMillis())
            .setQualityMode(QualityMode.valueOf(QUALITY_PREFIX + settings.qualityMode().name()));
    settings.glossary().ifPresent(choice::setGlossary);
    choice
        .setVocabulary(Vocabulary.newBuilder().addAllWords(settings.recognition().vocabulary()))
        .setMaskProfanity(settings.recognition().masksProfanity())
        .setRedactPersonalData(settings.recognition().redactsPersonalData())
        .setDomain(settings.translation().domain())
        .setFormality(
            Formality.valueOf(FORMALITY_PREFIX + settings.translation().formality().name()));
    return choice.build();
  }

  private static SessionSpeaker speaker(StoredSession.SpeakerRecord speaker) {
    return SessionSpeaker.newBuilder()
        .setSpeakerId(speaker.speakerId())
        .setVoiceProfileId(speaker.voiceProfileId())
        .setJoinedAt(speaker.joinedAt().toEpochMilli())
        .setUtteranceCount(speaker.utteranceCount())
        .setTotalSpeakingMs(speaker.totalSpeakingMillis())
        .build();
  }

  static org.univoice.v1.SessionFigures figures(SessionFigures figures) {
    return org.univoice.v1.SessionFigures.newBuilder()
        .setTotalSegments(figures.totalSegments())
        .setAverageLatencyMs(figures.averageLatencyMillis())
        .setP50LatencyMs(figures.p50LatencyMillis())
        .setP95LatencyMs(figures.p95LatencyMillis())
        .setP99LatencyMs(figures.p99LatencyMillis())
        .setErrorCount(figures.errorCount())
        .setAudioQualityAverage(figures.audioQualityAverage())
        .build();
  }

  static org.univoice.v1.SessionSummary summary(SessionSummary summary) {
    return org.univoice.v1.SessionSummary.newBuilder()
        .setSessionId(summary.sessionId())
        .setDurationMs(summary.durationMillis())
        .setSegmentCount(summary.segmentCount())
        .setSpeakerCount(summary.speakerCount())
        .setSourceLanguage(summary.languages().source())
        .setTargetLanguage(summary.languages().target())
        .setFigures(figures(summary.figures()))
        .setRecordingUrl(summary.recordingUrl().orElse(""))
        .setTranscriptUrl(summary.transcriptUrl())
        .build();
  }

  static org.univoice.v1.Ticket ticket(Ticket ticket) {
    return org.univoice.v1.Ticket.newBuilder()
        .setTicket(ticket.value())
        .setSessionId(ticket.claims().sessionId())
        .setParticipantId(ticket.claims().participantId())
        .setExpiresAt(ticket.expiresAt().toEpochMilli())
        .build();
  }
}
