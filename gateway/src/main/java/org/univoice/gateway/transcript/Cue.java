package org.univoice.gateway.transcript;

/**
 * A text that is shown for a while.
 *
 * @param speaker who says it; empty when nobody asks
 */
public record Cue(long startMillis, long endMillis, String speaker, String text) {}
