package org.univoice.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A session as every gateway of a deployment knows it.
 *
 * @param userId to whom it belongs
 * @param tenant whose customer that user is; empty for none
 * @param idleLimit without audio and without a message for so long, it ends
 */
public record SharedSession(
    String id, String userId, String tenant, Instant createdAt, Duration idleLimit) {
  public SharedSession {
    Objects.requireNonNull(id);
    Objects.requireNonNull(userId);
    Objects.requireNonNull(tenant);
  }
}
