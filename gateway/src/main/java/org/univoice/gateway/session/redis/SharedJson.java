package org.univoice.gateway.session.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.session.Configuration;
import org.univoice.gateway.session.SharedParticipant;
import org.univoice.gateway.session.SharedSession;
import org.univoice.gateway.session.TrackState;

/** How the directory writes things down. A newer gateway may have written more than is read. */
final class SharedJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private SharedJson() {}

  /** What changes seldom; term and holder lie beside it, where scripts can read them. */
  private record Known(
      String id,
      String userId,
      String name,
      Set<Permission> permissions,
      Configuration configuration,
      TrackState state) {}

  static Map<String, String> write(SharedSession session) {
    return Map.of(
        "userId", session.userId(),
        "tenant", session.tenant(),
        "createdAt", Long.toString(session.createdAt().toEpochMilli()),
        "idleSeconds", Long.toString(session.idleLimit().toSeconds()));
  }

  static SharedSession session(String id, Map<String, String> fields) {
    return new SharedSession(
        id,
        fields.get("userId"),
        // An older gateway knew none.
        fields.getOrDefault("tenant", ""),
        Instant.ofEpochMilli(Long.parseLong(fields.get("createdAt"))),
        Duration.ofSeconds(Long.parseLong(fields.get("idleSeconds"))));
  }

  static String write(SharedParticipant participant) {
    try {
      return JSON.writeValueAsString(
          new Known(
              participant.id(),
              participant.userId(),
              participant.name(),
              participant.permissions(),
              participant.configuration().orElse(null),
              participant.state()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a participant cannot be written down", e);
    }
  }

  static String holding(SharedParticipant participant) {
    int connected = participant.connected() ? 1 : 0;
    return participant.term() + " " + participant.gateway() + " " + connected;
  }

  static SharedParticipant participant(String json, String holding) {
    String[] held = holding.split(" ");
    try {
      Known known = JSON.readValue(json, Known.class);
      return new SharedParticipant(
          known.id(),
          known.userId(),
          known.name(),
          known.permissions(),
          Optional.ofNullable(known.configuration()),
          known.state(),
          held[1],
          Long.parseLong(held[0]),
          held[2].equals("1"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a participant was not written by a gateway", e);
    }
  }

  static SharedParticipant disconnected(SharedParticipant known) {
    return new SharedParticipant(
        known.id(),
        known.userId(),
        known.name(),
        known.permissions(),
        known.configuration(),
        known.state(),
        known.gateway(),
        known.term(),
        false);
  }
}
