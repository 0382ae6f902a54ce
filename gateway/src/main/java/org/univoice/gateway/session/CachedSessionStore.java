package org.univoice.gateway.session;

import java.time.Duration;
import java.util.Optional;
import org.univoice.gateway.cache.CachedJson;
import org.univoice.gateway.cache.ReadThrough;
import org.univoice.gateway.cache.ReadThrough.Codec;
import org.univoice.gateway.cache.ReadThrough.NearCache;
import org.univoice.gateway.cache.SharedCache;
import org.univoice.gateway.page.Page;

/** Sessions that are asked for often, in front of where they are kept. */
public final class CachedSessionStore implements SessionStore {
  private static final Duration LIFETIME = Duration.ofHours(2);

  private final SessionStore store;
  private final ReadThrough<StoredSession> cache;

  public CachedSessionStore(SessionStore store, SharedCache shared, NearCache near) {
    this.store = store;
    this.cache =
        new ReadThrough<>(
            near,
            shared,
            Codec.json(new CachedJson<>(StoredSession.class), StoredSession::version),
            LIFETIME);
  }

  @Override
  public void create(StoredSession session) {
    store.create(session);
  }

  @Override
  public Optional<StoredSession> find(String sessionId) {
    return cache.find(key(sessionId), () -> store.find(sessionId));
  }

  @Override
  public void update(StoredSession session) {
    cache.write(key(session.sessionId()), session, () -> store.update(session));
  }

  /** Always from the store, which alone knows the order. */
  @Override
  public Page<StoredSession> ofUser(String userId, int limit, Optional<String> nextToken) {
    return store.ofUser(userId, limit, nextToken);
  }

  @Override
  public void delete(String sessionId) {
    cache.delete(key(sessionId), () -> store.delete(sessionId));
  }

  private static String key(String sessionId) {
    return "session:" + sessionId;
  }
}
