package org.univoice.gateway.privacy;

import java.util.List;
import java.util.Optional;

/**
 * Keeps how far erasures are, so that another gateway can go on. Implementations are safe for use
 * by many threads; they may wait for a remote store.
 */
public interface ErasureStore {

  /** Keeps a new one unless one of this user is open; answers the one that is open then. */
  Erasure begin(Erasure erasure);

  /**
   * Keeps how far it is now.
   *
   * @return false when it is not any more what it was: another gateway has gone on with it
   */
  boolean replace(Erasure former, Erasure next);

  Optional<Erasure> find(String userId);

  /** Those that are not complete; one that cannot be read keeps none of the others back. */
  List<Erasure> open();
}
