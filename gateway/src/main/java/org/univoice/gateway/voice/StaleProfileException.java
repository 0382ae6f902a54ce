package org.univoice.gateway.voice;

/** Somebody else changed the profile: read it again and decide anew. */
public final class StaleProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleProfileException() {
    super("The voice profile was changed meanwhile");
  }
}
