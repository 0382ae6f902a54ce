package org.univoice.gateway.session;

import java.util.Optional;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;

/**
 * Keeps sessions. Implementations are safe for use by many threads; they may wait for a remote
 * store, so nothing on an event loop calls them.
 */
public interface SessionStore {

  /**
   * Keeps a new session; the same once more changes nothing.
   *
   * @throws RefusedException DATABASE_ERROR when another session of that id is there already
   */
  void create(StoredSession session);

  Optional<StoredSession> find(String sessionId);

  /**
   * Replaces the state whose version is one less; the same state again changes nothing.
   *
   * @throws StaleVersionException when somebody else changed it meanwhile
   */
  void update(StoredSession session);

  /**
   * A user's sessions, the newest first.
   *
   * @throws RefusedException INVALID_REQUEST when the token was not given out for this list
   */
  Page<StoredSession> ofUser(String userId, int limit, Optional<String> nextToken);

  /** Forgets it for good. */
  void delete(String sessionId);
}
