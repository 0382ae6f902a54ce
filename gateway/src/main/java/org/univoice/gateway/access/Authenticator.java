package org.univoice.gateway.access;

import org.univoice.gateway.error.RefusedException;

/** Says who sent a request. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Authenticator {

  /**
   * @throws RefusedException UNAUTHORIZED when the credentials prove nobody
   */
  Principal authenticate(Credentials credentials);

  /** Whether this is the kind of proof that it judges; says nothing of whether it is genuine. */
  default boolean recognises(Credentials credentials) {
    return true;
  }
}
