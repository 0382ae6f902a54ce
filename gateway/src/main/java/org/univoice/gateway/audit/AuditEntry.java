package org.univoice.gateway.audit;

import java.util.Map;

/**
 * Who did what with which data.
 *
 * @param timestamp milliseconds since the epoch
 * @param action CREATE, READ, UPDATE, DELETE, …
 * @param resource the kind: "voice-profiles", "recordings", …
 * @param resourceId empty for all of a kind
 * @param details never speech, text or secrets
 */
public record AuditEntry(
    long timestamp,
    String userId,
    String action,
    String resource,
    String resourceId,
    String ipAddress,
    String userAgent,
    Result result,
    Map<String, String> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }

  /** How it ended. */
  public enum Result {
    SUCCESS,
    FAILURE
  }
}
