package org.univoice.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the state of what a session's owner may change. Figures and speakers do not count: they
 * change with every sentence, and nobody's change should fail because of that.
 */
public final class SessionRevision {
  private static final int BYTES = 8;

  private SessionRevision() {}

  public static String of(StoredSession session) {
    String changeable = session.status() + "\n" + session.languages() + "\n" + session.settings();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(changeable.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
