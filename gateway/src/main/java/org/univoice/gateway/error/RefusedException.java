package org.univoice.gateway.error;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something asked of the gateway was refused, in words a person can act on. Thrown anywhere, mapped
 * once per listener.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 40;
  private static final int CONFLICT = 409;
  private static final String FIELD = "field";

  private final ErrorCode code;
  private final String suggestion;
  private final Integer retryAfterSeconds;
  private final int httpStatus;
  private final transient Map<String, Object> details;

  public RefusedException(ErrorCode code, String message, String suggestion) {
    this(code, message, suggestion, null);
  }

  /**
   * @param retryAfterSeconds when it is worth asking again; null when unknown
   */
  public RefusedException(
      ErrorCode code, String message, String suggestion, Integer retryAfterSeconds) {
    this(code, message, suggestion, retryAfterSeconds, code.httpStatus(), Map.of());
  }

  private RefusedException(
      ErrorCode code,
      String message,
      String suggestion,
      Integer retryAfterSeconds,
      int httpStatus,
      Map<String, Object> details) {
    // A refusal is an answer, not an accident: no stack trace, so that a flood of them is cheap.
    super(message, null, false, false);
    this.code = code;
    this.suggestion = suggestion;
    this.retryAfterSeconds = retryAfterSeconds;
    this.httpStatus = httpStatus;
    this.details = details;
  }

  /** The state of things does not allow it; asked at another time, it may be. */
  public static RefusedException conflict(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion)
        .withStatus(CONFLICT);
  }

  /** The same, naming the part of the request that is at fault. */
  public RefusedException about(String field) {
    return with(FIELD, field);
  }

  /** The same, with something that a program can read. */
  public RefusedException with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new RefusedException(
        code, getMessage(), suggestion, retryAfterSeconds, httpStatus, Map.copyOf(more));
  }

  /** The same, where HTTP knows a status that says more than the code's own. */
  public RefusedException withStatus(int status) {
    return new RefusedException(code, getMessage(), suggestion, retryAfterSeconds, status, details);
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

  public int httpStatus() {
    return httpStatus;
  }

  /** Whether it is the state of things that does not allow it. */
  public boolean isConflict() {
    return httpStatus == CONFLICT;
  }

  /** For programs: "field" names the part of the request that is at fault. */
  public Map<String, Object> details() {
    return details;
  }
}
