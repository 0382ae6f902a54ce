package org.univoice.gateway.bus.redis;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.log.LogFields;

/** Logs what was ignored, at most once in ten seconds: whoever sends it decides how often. */
final class IgnoredMessages {
  private static final Logger LOG = LoggerFactory.getLogger(IgnoredMessages.class);
  private static final long EVERY_NANOS = 10_000_000_000L;

  private final LongSupplier nanos;
  private boolean hasLogged;
  private long lastNanos;
  private long unsaid;

  IgnoredMessages(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void log(String sessionId, String why) {
    long now = nanos.getAsLong();
    if (hasLogged && now - lastNanos < EVERY_NANOS) {
      unsaid++;
      return;
    }
    long before = unsaid;
    LogFields.ofSession(sessionId)
        .run(
            () ->
                LOG.warn(
                    "A message on the session's channel was ignored: {} ({} more before)",
                    why,
                    before));
    hasLogged = true;
    lastNanos = now;
    unsaid = 0;
  }
}
