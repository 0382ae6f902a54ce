package org.univoice.gateway.access.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps keys. Implementations are safe for use by many threads; they may wait. */
public interface ApiKeyStore {

  void create(ApiKey key);

  Optional<ApiKey> find(String id);

  /** Newest first; one that was made a moment ago may be missing. */
  List<ApiKey> ofOwner(String ownerId);

  /**
   * Another key takes its place; it ends then, unless it would have ended sooner.
   *
   * @return false when it is gone or already has a successor
   */
  boolean replace(String id, String successor, Instant end);

  /** Keeps when it was used; does nothing when it is gone. */
  void used(String id, Instant at);

  /** Forgets it for good. */
  void delete(String id);
}
