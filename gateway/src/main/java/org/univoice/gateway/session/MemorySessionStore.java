package org.univoice.gateway.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.page.PageToken;

/** Sessions of one process, forgotten with it, and the oldest of too many that have ended. */
public final class MemorySessionStore implements SessionStore {
  private static final int MOST = 10_000;
  private static final Comparator<StoredSession> NEWEST_FIRST =
      Comparator.comparing(StoredSession::startTime)
          .reversed()
          .thenComparing(StoredSession::sessionId);

  private final Map<String, StoredSession> sessions = new ConcurrentHashMap<>();

  @Override
  public void create(StoredSession session) {
    StoredSession there = sessions.putIfAbsent(session.sessionId(), session);
    if (there != null && !there.equals(session)) {
      throw new RefusedException(
          ErrorCode.DATABASE_ERROR, "There is such a session already.", "Try again.");
    }
    forgetTheOldest();
  }

  private void forgetTheOldest() {
    if (sessions.size() > MOST) {
      sessions.values().stream()
          .filter(session -> session.endTime().isPresent())
          .sorted(NEWEST_FIRST.reversed())
          .limit(MOST / 10)
          .forEach(session -> sessions.remove(session.sessionId()));
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
          if (session.equals(former)) {
            return session;
          }
          if (former == null || former.version() != session.version() - 1) {
            throw new StaleVersionException("The session");
          }
          return session;
        });
  }

  @Override
  public Page<StoredSession> ofUser(String userId, int limit, Optional<String> nextToken) {
    Optional<Place> after = nextToken.map(token -> PageToken.place(userId, token, Place::of));
    List<StoredSession> rest =
        sessions.values().stream()
            .filter(session -> session.userId().equals(userId))
            .filter(session -> after.isEmpty() || after.get().isBefore(session))
            .sorted(NEWEST_FIRST)
            .limit(limit + 1L)
            .toList();
    if (rest.size() <= limit) {
      return new Page<>(rest, Optional.empty());
    }
    StoredSession last = rest.get(limit - 1);
    return new Page<>(
        rest.subList(0, limit),
        Optional.of(PageToken.of(userId, List.of(last.startTime().toString(), last.sessionId()))));
  }

  @Override
  public void delete(String sessionId) {
    sessions.remove(sessionId);
  }

  /** The last item of the page before. */
  private record Place(Instant startTime, String sessionId) {
    static Place of(List<String> token) {
      return new Place(Instant.parse(token.get(0)), token.get(1));
    }

    boolean isBefore(StoredSession session) {
      int later = startTime.compareTo(session.startTime());
      return later > 0 || later == 0 && sessionId.compareTo(session.sessionId()) < 0;
    }
  }
}
