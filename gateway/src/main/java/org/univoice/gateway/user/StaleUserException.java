package org.univoice.gateway.user;

/** Somebody else changed the account: read it again and decide anew. */
public final class StaleUserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleUserException() {
    super("The account was changed meanwhile");
  }
}
