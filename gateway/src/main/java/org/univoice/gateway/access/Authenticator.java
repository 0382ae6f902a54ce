package org.univoice.gateway.access;

import org.univoice.gateway.error.RefusedException;

/** Tells whether a request to the api may change anything. */
@FunctionalInterface
public interface Authenticator {

  /**
   * @param authorization the Authorization header; null when absent
   * @throws RefusedException UNAUTHORIZED when it does not name a known caller
   */
  void authenticate(String authorization);
}
