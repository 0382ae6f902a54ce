package org.univoice.job.delivery;

/**
 * A delivery that its participant has not acknowledged.
 *
 * @param track whom it is for
 * @param atMillis when it was delivered first
 * @param content an encoded {@code univoice.internal.v1.Delivery}, complete
 */
public record LoggedDelivery(String track, long atMillis, byte[] content) {}
