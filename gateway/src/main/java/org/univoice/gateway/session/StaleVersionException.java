package org.univoice.gateway.session;

import org.univoice.gateway.error.Explained;
import org.univoice.gateway.error.RefusedException;

/** Somebody else changed what was to be changed: read it again and decide anew. */
public final class StaleVersionException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  public StaleVersionException(String what) {
    super(what + " was changed meanwhile");
  }

  @Override
  public RefusedException explained() {
    return RefusedException.conflict(
        "Somebody else changed this at the same time.",
        "Read it again, and send your change again if it is still wanted.");
  }
}
