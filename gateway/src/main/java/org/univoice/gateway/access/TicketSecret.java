package org.univoice.gateway.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.univoice.gateway.digest.Sha256;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * What a ticket is made of: {@code <id>.<secret>}, 128 and 256 random bits. Only the secret's
 * SHA-256 is ever kept, so that whoever reads what is kept can open nothing.
 */
public record TicketSecret(String id, String secret) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST_TICKET = 128;

  public static TicketSecret random() {
    return new TicketSecret(random(16), random(32));
  }

  /** Empty when this cannot be a ticket. */
  public static Optional<TicketSecret> of(String ticket) {
    int dot = ticket == null || ticket.length() > LONGEST_TICKET ? -1 : ticket.indexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(new TicketSecret(ticket.substring(0, dot), ticket.substring(dot + 1)));
  }

  /** What the client is given. */
  public String value() {
    return id + "." + secret;
  }

  public byte[] sha256() {
    return Sha256.of(secret);
  }

  public String sha256Hex() {
    return HexFormat.of().formatHex(sha256());
  }

  /** One answer for every reason: it tells a guesser nothing. */
  public static RefusedException unknown() {
    return new RefusedException(
        ErrorCode.UNAUTHORIZED,
        "The ticket is unknown, used or expired.",
        "Get a new one with POST /v1/sessions/{id}/tickets and connect within 60 seconds.");
  }

  private static String random(int bytes) {
    byte[] bits = new byte[bytes];
    RANDOM.nextBytes(bits);
    return BASE64.encodeToString(bits);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "TicketSecret[" + id + "]";
  }
}
