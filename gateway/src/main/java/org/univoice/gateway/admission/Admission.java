package org.univoice.gateway.admission;

import org.univoice.gateway.error.RefusedException;

/**
 * Whether somebody new may come in. Asked before anything is made for them; who is in already is
 * never asked. Safe for use by many threads.
 */
@FunctionalInterface
public interface Admission {
  /** Lets everybody in. */
  Admission ALWAYS = () -> {};

  /**
   * @throws RefusedException SERVICE_UNAVAILABLE, with when to ask again, while this gateway has
   *     enough to do
   */
  void requireRoom();
}
