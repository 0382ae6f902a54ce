package org.univoice.gateway.access.guest;

import java.time.Instant;
import java.util.Objects;

/** Proves one participant of one session, and nothing else, until it expires. */
public record GuestPass(String sessionId, String participantId, Instant expiresAt) {
  public GuestPass {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(participantId);
    Objects.requireNonNull(expiresAt);
  }
}
