package org.univoice.gateway.access;

import java.util.Objects;
import java.util.Set;

/** What a ticket is bound to: one participant of one session, and what it may do. */
public record TicketClaims(String sessionId, String participantId, Set<Permission> permissions) {
  public TicketClaims {
    Objects.requireNonNull(sessionId);
    Objects.requireNonNull(participantId);
    permissions = Set.copyOf(permissions);
  }
}
