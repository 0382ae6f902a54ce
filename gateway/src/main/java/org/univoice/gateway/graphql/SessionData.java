package org.univoice.gateway.graphql;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.univoice.gateway.access.Ticket;
import org.univoice.gateway.session.SessionRevision;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.voice.VoiceProfile;

/** Data as the schema names them; moments are RFC 3339. */
final class SessionData {
  private SessionData() {}

  record Session(
      String id,
      String userId,
      String sourceLanguage,
      String targetLanguage,
      String status,
      List<Speaker> speakers,
      String startTime,
      String endTime,
      Metrics metrics,
      boolean recordingEnabled,
      int maxSpeakers,
      String qualityMode,
      String revision,
      Admission admission) {}

  record Speaker(String id, String voiceProfileId, String joinedAt, int utteranceCount) {}

  record Metrics(
      double averageLatency, double p95Latency, int totalDuration, double audioQuality) {}

  record Admission(String participantId, String ticket, String expiresAt, String mediaUrl) {
    static Admission of(Ticket ticket, URI mediaUrl) {
      return new Admission(
          ticket.claims().participantId(),
          ticket.value(),
          ticket.expiresAt().toString(),
          mediaUrl.toString());
    }
  }

  record Connection(List<Session> items, String nextToken) {}

  record Profile(
      String id,
      String userId,
      String language,
      int sampleCount,
      double quality,
      String createdAt,
      String updatedAt) {
    static Profile of(VoiceProfile profile) {
      return new Profile(
          profile.profileId(),
          profile.userId(),
          profile.language(),
          profile.sampleCount(),
          profile.quality(),
          profile.createdAt().toString(),
          profile.updatedAt().toString());
    }
  }

  static Session session(StoredSession session, Clock clock) {
    return session(session, Optional.empty(), clock);
  }

  static Session session(StoredSession session, Optional<Admission> admission, Clock clock) {
    Duration lasted =
        Duration.between(session.startTime(), session.endTime().orElseGet(clock::instant));
    return new Session(
        session.sessionId(),
        session.userId(),
        session.sourceLanguage(),
        session.targetLanguage(),
        session.status().name(),
        new TreeMap<>(session.speakers()).values().stream().map(SessionData::speaker).toList(),
        session.startTime().toString(),
        session.endTime().map(Object::toString).orElse(null),
        new Metrics(
            session.figures().averageLatencyMillis(),
            session.figures().p95LatencyMillis(),
            (int) Math.min(Integer.MAX_VALUE, Math.max(0, lasted.toMillis())),
            session.figures().audioQualityAverage()),
        session.settings().recording(),
        session.settings().maxSpeakers(),
        session.settings().qualityMode().name(),
        SessionRevision.of(session),
        admission.orElse(null));
  }

  private static Speaker speaker(StoredSession.SpeakerRecord speaker) {
    return new Speaker(
        speaker.speakerId(),
        speaker.voiceProfileId(),
        speaker.joinedAt().toString(),
        speaker.utteranceCount());
  }
}
