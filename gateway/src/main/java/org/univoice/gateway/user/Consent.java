package org.univoice.gateway.user;

import java.time.Instant;

/**
 * What somebody agreed to, or took back.
 *
 * @param statement the words that were agreed to
 * @param version of the statement
 */
public record Consent(boolean given, String statement, String version, Instant at) {}
