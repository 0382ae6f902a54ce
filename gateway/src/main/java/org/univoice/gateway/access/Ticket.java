package org.univoice.gateway.access;

import java.time.Instant;

/** Opens one connection, once, until it expires. */
public record Ticket(String value, TicketClaims claims, Instant expiresAt) {

  /** Never the secret: tickets must not reach a log. */
  @Override
  public String toString() {
    return "Ticket[" + claims + ", expiresAt=" + expiresAt + "]";
  }
}
