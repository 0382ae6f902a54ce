package org.univoice.gateway.access;

import org.univoice.gateway.error.RefusedException;

/** Says who sent a request. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Authenticator {

  /**
   * @throws RefusedException UNAUTHORIZED when the credentials prove nobody
   */
  Principal authenticate(Credentials credentials);

  /**
   * Whom the same credentials prove later, on a connection that they opened. Nobody has asked for
   * anything anew, so nothing is begun for them.
   *
   * @throws RefusedException as {@link #authenticate}
   */
  default Principal again(Credentials credentials) {
    return authenticate(credentials);
  }

  /** Whether this is the kind of proof that it judges; says nothing of whether it is genuine. */
  default boolean recognises(Credentials credentials) {
    return true;
  }
}
