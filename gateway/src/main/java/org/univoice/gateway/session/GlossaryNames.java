package org.univoice.gateway.session;

/** Which glossaries a session may name. */
@FunctionalInterface
public interface GlossaryNames {

  /** Whether whoever the session belongs to keeps one of that name. Waits for the store. */
  boolean known(String tenant, String userId, String name);
}
