package org.univoice.gateway.session;

import java.util.Objects;

/** Somebody's place in a session that belongs to somebody else. */
public record Participation(String sessionId, String participantId) {
  public Participation {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(participantId);
  }
}
