package org.univoice.gateway.catalogue;

/**
 * A stock voice.
 *
 * @param language BCP 47 tag with its accent, "en-US"
 */
public record Voice(String id, String language, String name, String gender) {}
