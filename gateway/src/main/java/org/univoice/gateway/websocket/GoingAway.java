package org.univoice.gateway.websocket;

/**
 * This gateway is about to stop.
 *
 * @param closeAfterMillis when it closes the connection; clients shall not all come back at once
 */
record GoingAway(long closeAfterMillis) {}
