package org.univoice.gateway.catalogue;

/** A stock voice. */
public record Voice(String id, String language, String name, String gender) {}
