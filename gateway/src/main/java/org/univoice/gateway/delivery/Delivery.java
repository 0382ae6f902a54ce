package org.univoice.gateway.delivery;

/**
 * One thing for one participant.
 *
 * @param id deterministic: what a restarted job produces again has the same id
 * @param sequence grows within the session, not dense
 */
public record Delivery(
    String id, String sessionId, String participantId, long sequence, DeliveryBody body) {}
