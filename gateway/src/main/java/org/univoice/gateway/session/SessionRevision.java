package org.univoice.gateway.session;

import java.util.HexFormat;
import org.univoice.gateway.digest.Sha256;

/**
 * Names the state of what a session's owner may change. Figures and speakers do not count: they
 * change with every sentence, and nobody's change should fail because of that.
 */
public final class SessionRevision {
  private static final int BYTES = 8;

  private SessionRevision() {}

  public static String of(StoredSession session) {
    String changeable = session.status() + "\n" + session.languages() + "\n" + session.settings();
    return HexFormat.of().formatHex(Sha256.of(changeable), 0, BYTES);
  }
}
