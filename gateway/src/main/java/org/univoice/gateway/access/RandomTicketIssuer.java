package org.univoice.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Opaque random tickets, known to this process only.
 *
 * <p>A ticket is {@code <id>.<secret>}, 128 and 256 random bits. Only the secret's SHA-256 is kept,
 * so that a dump of the memory opens nothing; it is compared in constant time. A wrong secret does
 * not use the ticket up, and whoever removes the entry first is its only user.
 */
public final class RandomTicketIssuer implements TicketIssuer {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int LONGEST_TICKET = 128;

  private final ConcurrentMap<String, Pending> pending = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
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
    String id = random(16);
    String secret = random(32);
    Instant expiresAt = now.plus(validity);
    pending.put(id, new Pending(sha256(secret), claims, expiresAt));
    return new Ticket(id + "." + secret, claims, expiresAt);
  }

  @Override
  public TicketClaims redeem(String ticket) {
    int dot = ticket == null || ticket.length() > LONGEST_TICKET ? -1 : ticket.indexOf('.');
    if (dot < 0) {
      throw unknown();
    }
    String id = ticket.substring(0, dot);
    Pending found = pending.get(id);
    boolean matches =
        found != null
            && MessageDigest.isEqual(found.secretSha256(), sha256(ticket.substring(dot + 1)));
    if (!matches || !pending.remove(id, found) || found.expiredAt(clock.instant())) {
      throw unknown();
    }
    return found.claims();
  }

  /** One answer for every reason: it tells a guesser nothing. */
  private static RefusedException unknown() {
    return new RefusedException(
        ErrorCode.UNAUTHORIZED,
        "The ticket is unknown, used or expired.",
        "Get a new one with POST /v1/sessions/{id}/tickets and connect within 60 seconds.");
  }

  private String random(int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return BASE64.encodeToString(bits);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Pending(byte[] secretSha256, TicketClaims claims, Instant expiresAt) {
    boolean expiredAt(Instant now) {
      return !now.isBefore(expiresAt);
    }
  }
}
