package org.univoice.gateway.error;

/** The closed list of what can go wrong, with what a client may do about it. */
public enum ErrorCode {
  INVALID_REQUEST(ErrorCategory.CLIENT_ERROR, 400),
  INVALID_AUDIO_FORMAT(ErrorCategory.CLIENT_ERROR, 400),
  UNSUPPORTED_LANGUAGE(ErrorCategory.CLIENT_ERROR, 400),
  INSUFFICIENT_AUDIO(ErrorCategory.CLIENT_ERROR, 400),
  RATE_LIMIT_EXCEEDED(ErrorCategory.CLIENT_ERROR, 429),
  UNAUTHORIZED(ErrorCategory.CLIENT_ERROR, 401),
  FORBIDDEN(ErrorCategory.CLIENT_ERROR, 403),
  STT_SERVICE_ERROR(ErrorCategory.SERVER_ERROR, 502),
  TRANSLATION_SERVICE_ERROR(ErrorCategory.SERVER_ERROR, 502),
  TTS_SERVICE_ERROR(ErrorCategory.SERVER_ERROR, 502),
  VOICE_PROFILE_ERROR(ErrorCategory.SERVER_ERROR, 502),
  DATABASE_ERROR(ErrorCategory.SERVER_ERROR, 500),
  SERVICE_UNAVAILABLE(ErrorCategory.TRANSIENT_ERROR, 503),
  TIMEOUT(ErrorCategory.TRANSIENT_ERROR, 504),
  THROTTLED(ErrorCategory.TRANSIENT_ERROR, 429),
  RESOURCE_NOT_FOUND(ErrorCategory.PERMANENT_ERROR, 404),
  QUOTA_EXCEEDED(ErrorCategory.PERMANENT_ERROR, 429);

  private final ErrorCategory category;
  private final int httpStatus;

  ErrorCode(ErrorCategory category, int httpStatus) {
    this.category = category;
    this.httpStatus = httpStatus;
  }

  public ErrorCategory category() {
    return category;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** Whether the very same request may succeed later. */
  public boolean retryable() {
    return category == ErrorCategory.TRANSIENT_ERROR || this == RATE_LIMIT_EXCEEDED;
  }
}
