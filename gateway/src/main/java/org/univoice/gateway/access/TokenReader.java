package org.univoice.gateway.access;

import org.univoice.gateway.error.RefusedException;

/** Says whom tokens that were just got are of. */
@FunctionalInterface
public interface TokenReader {

  /**
   * @throws RefusedException when they are not genuine
   */
  Identity read(SignIn.Tokens tokens);
}
