package org.univoice.gateway.event.eventbridge;

import java.net.URI;
import java.util.Optional;

/**
 * Where events go.
 *
 * @param bus name or ARN
 * @param endpoint of a stand-in; empty for AWS itself
 */
public record EventBridgeConfig(String bus, String region, Optional<URI> endpoint) {}
