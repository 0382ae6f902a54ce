package org.univoice.gateway.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Opaque random tickets, known to this process only.
 *
 * <p>Only a secret's SHA-256 is kept, so that a dump of the memory opens nothing; it is compared in
 * constant time. A wrong secret does not use the ticket up, and whoever removes the entry first is
 * its only user.
 */
public final class RandomTicketIssuer implements TicketIssuer {
  private final ConcurrentMap<String, Pending> pending = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration validity;
  private final int capacity;

  /**
   * @param capacity tickets that may wait to be used; more are refused
   */
  public RandomTicketIssuer(Clock clock, Duration validity, int capacity) {
    this.clock = clock;
    this.validity = validity;
    this.capacity = capacity;
  }

  @Override
  public Ticket issue(TicketClaims claims) {
    Instant now = clock.instant();
    if (pending.size() >= capacity) {
      pending.values().removeIf(ticket -> ticket.expiredAt(now));
    }
    if (pending.size() >= capacity) {
      throw new RefusedException(
          ErrorCode.THROTTLED, "Too many tickets wait to be used.", "Ask again in a moment.", 1);
    }
    TicketSecret secret = TicketSecret.random();
    Instant expiresAt = now.plus(validity);
    pending.put(secret.id(), new Pending(secret.sha256(), claims, expiresAt));
    return new Ticket(secret.value(), claims, expiresAt);
  }

  @Override
  public TicketClaims redeem(String ticket) {
    TicketSecret secret = TicketSecret.of(ticket).orElseThrow(TicketSecret::unknown);
    Pending found = pending.get(secret.id());
    boolean matches = found != null && MessageDigest.isEqual(found.secretSha256(), secret.sha256());
    if (!matches || !pending.remove(secret.id(), found) || found.expiredAt(clock.instant())) {
      throw TicketSecret.unknown();
    }
    return found.claims();
  }

  private record Pending(byte[] secretSha256, TicketClaims claims, Instant expiresAt) {
    boolean expiredAt(Instant now) {
      return !now.isBefore(expiresAt);
    }
  }
}
