package org.univoice.gateway.catalogue;

/**
 * A language that some model serves.
 *
 * @param code primary language subtag, "pt"
 */
public record Language(String code, boolean recognized, boolean synthesized) {}
