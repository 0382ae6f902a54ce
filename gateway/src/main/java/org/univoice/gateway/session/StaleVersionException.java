package org.univoice.gateway.session;

/** Somebody else changed what was to be changed: read it again and decide anew. */
public final class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleVersionException(String what) {
    super(what + " was changed meanwhile");
  }
}
