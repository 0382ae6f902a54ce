package org.univoice.gateway.cache;

/** Something whose versions grow. */
record Versioned(String name, long version) {}
