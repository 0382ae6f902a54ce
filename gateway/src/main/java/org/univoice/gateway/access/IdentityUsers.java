package org.univoice.gateway.access;

/**
 * The people whom the identity provider knows. Implementations are safe for use by many threads;
 * they wait for the provider.
 */
@FunctionalInterface
public interface IdentityUsers {

  /** Forgets somebody for good; one who is gone already changes nothing. */
  void delete(String userId);
}
