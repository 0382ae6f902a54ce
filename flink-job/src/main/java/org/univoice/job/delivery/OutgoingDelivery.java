package org.univoice.job.delivery;

/**
 * A delivery on its way to a gateway.
 *
 * @param gateway "host:port"
 * @param delivery an encoded {@code univoice.internal.v1.Delivery}
 */
public record OutgoingDelivery(String gateway, byte[] delivery) {}
