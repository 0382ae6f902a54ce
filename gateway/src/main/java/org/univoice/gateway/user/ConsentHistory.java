package org.univoice.gateway.user;

import java.util.List;

/**
 * Keeps every consent that was ever given or taken back, append-only: what was done is judged by
 * what was agreed to at that time. Implementations are safe for use by many threads; they may wait
 * for a remote store.
 */
public interface ConsentHistory {

  /** Keeps it as the newest. */
  void append(String userId, ConsentEntry entry);

  /** All of a user, the oldest first. */
  List<ConsentEntry> ofUser(String userId);

  /** Forgets a user whose account is erased. */
  void delete(String userId);
}
