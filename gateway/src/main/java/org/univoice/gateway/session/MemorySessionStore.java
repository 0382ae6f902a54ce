package org.univoice.gateway.session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;

/** Sessions of one process, forgotten with it. */
public final class MemorySessionStore implements SessionStore {
  private final Map<String, StoredSession> sessions = new ConcurrentHashMap<>();

  @Override
  public void create(StoredSession session) {
    if (sessions.putIfAbsent(session.sessionId(), session) != null) {
      throw new RefusedException(
          ErrorCode.DATABASE_ERROR, "There is such a session already.", "Try again.");
    }
  }

  @Override
  public Optional<StoredSession> find(String sessionId) {
    return Optional.ofNullable(sessions.get(sessionId));
  }

  @Override
  public void update(StoredSession session) {
    sessions.compute(
        session.sessionId(),
        (id, former) -> {
          if (former == null || former.version() != session.version() - 1) {
            throw new StaleVersionException("The session");
          }
          return session;
        });
  }

  @Override
  public Page<StoredSession> ofUser(String userId, int limit, Optional<String> nextToken) {
    int from = nextToken.map(Integer::parseInt).orElse(0);
    List<StoredSession> all =
        sessions.values().stream()
            .filter(session -> session.userId().equals(userId))
            .sorted(
                Comparator.comparing(StoredSession::startTime)
                    .reversed()
                    .thenComparing(StoredSession::sessionId))
            .toList();
    int to = Math.min(all.size(), from + limit);
    return new Page<>(
        all.subList(Math.min(from, to), to),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  @Override
  public void delete(String sessionId) {
    sessions.remove(sessionId);
  }
}
