package org.univoice.gateway.user;

import org.univoice.gateway.error.Explained;
import org.univoice.gateway.error.RefusedException;

/** Somebody else changed the account: read it again and decide anew. */
public final class StaleUserException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  public StaleUserException() {
    super("The account was changed meanwhile");
  }

  @Override
  public RefusedException explained() {
    return RefusedException.conflict(
        "Somebody else changed this at the same time.",
        "Read it again, and send your change again if it is still wanted.");
  }
}
