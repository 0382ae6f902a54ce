package org.univoice.gateway.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something happened that others may want to know; see {@code docs/events.md}.
 *
 * @param id the same when it is delivered twice
 * @param detail of the type; never speech, text or voices
 */
public record LifecycleEvent(Type type, String id, Instant at, Map<String, Object> detail) {
  /** Of the detail's fields. A new field keeps it; one that goes or changes meaning does not. */
  public static final int SCHEMA_VERSION = 1;

  public LifecycleEvent {
    detail = Map.copyOf(detail);
  }

  public static LifecycleEvent of(Type type, Instant at, Map<String, Object> detail) {
    return new LifecycleEvent(type, UUID.randomUUID().toString(), at, detail);
  }

  /** The whole detail, as it is sent. */
  public Map<String, Object> envelope() {
    Map<String, Object> all = new LinkedHashMap<>(detail);
    all.put("schemaVersion", SCHEMA_VERSION);
    all.put("eventId", id);
    all.put("at", at.toEpochMilli());
    return all;
  }

  /** What happened. */
  public enum Type {
    SESSION_CREATED("Session Created"),
    SESSION_PAUSED("Session Paused"),
    SESSION_RESUMED("Session Resumed"),
    SESSION_ENDED("Session Ended"),
    VOICE_PROFILE_CREATED("Voice Profile Created"),
    VOICE_PROFILE_UPDATED("Voice Profile Updated"),
    VOICE_PROFILE_DELETED("Voice Profile Deleted"),
    CONSENT_CHANGED("Consent Changed"),
    RECORDING_STARTED("Recording Started"),
    RECORDING_ENDED("Recording Ended"),
    RECORDING_DELETED("Recording Deleted"),
    USER_ERASED("User Erased");

    private final String detailType;

    Type(String detailType) {
      this.detailType = detailType;
    }

    public String detailType() {
      return detailType;
    }
  }
}
