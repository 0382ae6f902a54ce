package org.univoice.gateway.access.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.univoice.gateway.digest.Sha256;

/**
 * A key as its holder has it: {@code uvk_}, an id of 64 bits, a secret of 256, and a checksum of
 * both, in hexadecimal. Scanners of source code recognise it, and a mistyped one costs no look-up.
 */
record KeyText(String id, String secret) {
  private static final Pattern SHAPE = Pattern.compile("uvk_[0-9a-f]{88}");
  private static final int ID = 4;
  private static final int SECRET = ID + 16;
  private static final int CHECKSUM = SECRET + 64;

  static KeyText random(SecureRandom random) {
    byte[] bits = new byte[40];
    random.nextBytes(bits);
    String hex = HexFormat.of().formatHex(bits);
    return new KeyText(hex.substring(0, 16), hex.substring(16));
  }

  /** Empty when it was never a key of ours. */
  static Optional<KeyText> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    KeyText key = new KeyText(text.substring(ID, SECRET), text.substring(SECRET, CHECKSUM));
    return key.checksum().equals(text.substring(CHECKSUM)) ? Optional.of(key) : Optional.empty();
  }

  String text() {
    return "uvk_" + id + secret + checksum();
  }

  String secretSha256() {
    return HexFormat.of().formatHex(Sha256.of(secret));
  }

  /** In constant time. */
  boolean opens(ApiKey key) {
    return MessageDigest.isEqual(Sha256.of(secret), HexFormat.of().parseHex(key.secretSha256()));
  }

  private String checksum() {
    CRC32 sum = new CRC32();
    sum.update((id + secret).getBytes(StandardCharsets.US_ASCII));
    return String.format("%08x", sum.getValue());
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "KeyText[" + id + "]";
  }
}
