package org.univoice.gateway.session;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Identifiers of 128 random bits that nobody can guess. */
public final class RandomIds implements Supplier<String> {
  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
