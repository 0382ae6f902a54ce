package org.univoice.gateway.privacy;

import java.util.List;
import java.util.Optional;

/**
 * Keeps how far erasures are, so that another gateway can go on. Implementations are safe for use
 * by many threads; they may wait for a remote store.
 */
public interface ErasureStore {

  /** Keeps this state, whatever was there: two gateways that work on one do the same. */
  void put(Erasure erasure);

  Optional<Erasure> find(String userId);

  /** Those that are not complete. */
  List<Erasure> open();
}
