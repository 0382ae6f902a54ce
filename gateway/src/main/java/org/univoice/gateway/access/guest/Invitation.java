package org.univoice.gateway.access.guest;

import java.time.Instant;
import java.util.Objects;

/** Lets whoever has it take part in one session as a guest, until it expires. */
public record Invitation(String sessionId, Instant expiresAt) {
  public Invitation {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(expiresAt);
  }
}
