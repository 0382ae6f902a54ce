package org.univoice.gateway.voice;

import org.univoice.gateway.error.Explained;
import org.univoice.gateway.error.RefusedException;

/** Somebody else changed the profile: read it again and decide anew. */
public final class StaleProfileException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  public StaleProfileException() {
    super("The voice profile was changed meanwhile");
  }

  @Override
  public RefusedException explained() {
    return RefusedException.conflict(
        "Somebody else changed this at the same time.",
        "Read it again, and send your change again if it is still wanted.");
  }
}
