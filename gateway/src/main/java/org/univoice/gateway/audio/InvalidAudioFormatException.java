package org.univoice.gateway.audio;

/** Audio that cannot be used, in words a person can act on. Its code is INVALID_AUDIO_FORMAT. */
public final class InvalidAudioFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String suggestion;

  public InvalidAudioFormatException(String message, String suggestion) {
    super(message, null, false, false);
    this.suggestion = suggestion;
  }

  /** What the person can do about it. */
  public String suggestion() {
    return suggestion;
  }
}
