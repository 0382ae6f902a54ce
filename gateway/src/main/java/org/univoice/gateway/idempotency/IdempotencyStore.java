package org.univoice.gateway.idempotency;

import java.time.Duration;
import java.util.Optional;

/** Keeps a few bytes under an id. Safe for use by many threads; may wait for a remote service. */
public interface IdempotencyStore {

  /** Keeps it unless something is there, which is answered then. */
  Optional<byte[]> putIfAbsent(String id, byte[] value, Duration lifetime);

  /** Replaces what is there if it is still this. */
  void replace(String id, byte[] expected, byte[] value, Duration lifetime);

  /** Removes what is there if it is still this. */
  void remove(String id, byte[] expected);
}
