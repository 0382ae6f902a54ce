package org.univoice.client;

/** The gateway refused, or cannot be reached; the message says which, and what to do. */
public final class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isFinal;

  private ClientException(String message, Throwable cause, boolean isFinal) {
    super(message, cause);
    this.isFinal = isFinal;
  }

  /** It may go well another time, or elsewhere. */
  static ClientException passing(String message, Throwable cause) {
    return new ClientException(message, cause, false);
  }

  /** The same will be answered again, wherever it is asked. */
  static ClientException refused(String message) {
    return new ClientException(message, null, true);
  }

  /** Whether it is no use to try again. */
  public boolean isFinal() {
    return isFinal;
  }
}
