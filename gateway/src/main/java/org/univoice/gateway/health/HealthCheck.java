package org.univoice.gateway.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether one thing that the gateway needs is well. May wait for a remote service.
 *
 * @param name as the answer of the api calls it
 */
public record HealthCheck(String name, Look look) {
  private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);

  /** What fails is down. */
  public Health now() {
    try {
      return look.now();
    } catch (Exception e) {
      LOG.warn("The health check '{}' failed", name, e);
      return Health.DOWN;
    }
  }

  /** How it is looked at. */
  @FunctionalInterface
  public interface Look {
    Health now() throws Exception;
  }
}
