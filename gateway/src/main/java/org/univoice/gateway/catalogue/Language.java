package org.univoice.gateway.catalogue;

/**
 * A language that some model serves.
 *
 * @param code primary language subtag, "pt"
 * @param recognized it may be spoken
 * @param synthesized it may be heard: something is translated into it, and that is spoken
 */
public record Language(String code, boolean recognized, boolean synthesized) {}
