package org.univoice.gateway.error;

/**
 * Something asked of the gateway was refused, in words a person can act on. Thrown anywhere, mapped
 * once per listener.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 40;

  private final ErrorCode code;
  private final String suggestion;
  private final Integer retryAfterSeconds;
  private final int httpStatus;

  public RefusedException(ErrorCode code, String message, String suggestion) {
    this(code, message, suggestion, null);
  }

  /**
   * @param retryAfterSeconds when it is worth asking again; null when unknown
   */
  public RefusedException(
      ErrorCode code, String message, String suggestion, Integer retryAfterSeconds) {
    this(code, message, suggestion, retryAfterSeconds, code.httpStatus());
  }

  private RefusedException(
      ErrorCode code,
      String message,
      String suggestion,
      Integer retryAfterSeconds,
      int httpStatus) {
    // A refusal is an answer, not an accident: no stack trace, so that a flood of them is cheap.
    super(message, null, false, false);
    this.code = code;
    this.suggestion = suggestion;
    this.retryAfterSeconds = retryAfterSeconds;
    this.httpStatus = httpStatus;
  }

  /** The same, where HTTP has a status that says more than the code's own. */
  public RefusedException withStatus(int status) {
    return new RefusedException(code, getMessage(), suggestion, retryAfterSeconds, status);
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** What a client sent, as a message quotes it: not at any length. */
  public static String shown(String value) {
    return value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…";
  }

  public ErrorCode code() {
    return code;
  }

  public String suggestion() {
    return suggestion;
  }

  public Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
