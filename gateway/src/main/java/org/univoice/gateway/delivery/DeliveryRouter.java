package org.univoice.gateway.delivery;

/** Brings a delivery to the participant it is for. Safe for use by many threads. */
@FunctionalInterface
public interface DeliveryRouter {

  /**
   * Queues the delivery, or recognises it as delivered before; never waits.
   *
   * @return false when the session is not held here
   */
  boolean route(Delivery delivery);
}
