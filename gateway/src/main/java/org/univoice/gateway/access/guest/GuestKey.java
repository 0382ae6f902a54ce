package org.univoice.gateway.access.guest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs invitations and guest tokens with HMAC-SHA-256 (RFC 2104). Gateways that take each other's
 * have the same key.
 */
public final class GuestKey {
  /** As many as the hash has bytes: a shorter key would be the weakest part (RFC 2104, 3). */
  private static final int SHORTEST = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private GuestKey(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * @throws IllegalArgumentException when the secret has fewer than 32 bytes in UTF-8
   */
  public static GuestKey of(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException(
          "UNIVOICE_INVITATION_KEY has " + bytes.length + " bytes; it needs " + SHORTEST + ".");
    }
    return new GuestKey(bytes);
  }

  /** Known to this process only, and gone with it. */
  public static GuestKey random() {
    byte[] bytes = new byte[SHORTEST];
    new SecureRandom().nextBytes(bytes);
    return new GuestKey(bytes);
  }

  /** 32 bytes. */
  byte[] sign(byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      // Every Java has it.
      throw new IllegalStateException(e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "GuestKey";
  }
}
