package org.univoice.local;

/** The person asked for something that cannot be done; the message is the one line to show. */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message, null, false, false);
  }
}
