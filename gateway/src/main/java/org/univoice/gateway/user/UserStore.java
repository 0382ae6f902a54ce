package org.univoice.gateway.user;

import java.util.Optional;

/**
 * Keeps accounts. Implementations are safe for use by many threads; they may wait for a remote
 * store.
 */
public interface UserStore {

  /** Keeps an account unless one of that id is there already; answers the one that is there now. */
  User createIfAbsent(User user);

  Optional<User> find(String userId);

  Optional<User> findByEmail(String email);

  /**
   * Replaces the state whose version is one less; the same state again changes nothing.
   *
   * @throws StaleUserException when somebody else changed it meanwhile
   */
  void update(User user);

  /** Forgets it for good. */
  void delete(String userId);
}
