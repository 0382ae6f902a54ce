package org.univoice.gateway.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What an observer remembers of each session from {@link SessionObserver#held} until {@link
 * SessionObserver#released}. One that is held again may be told of before its former time is over:
 * that changes nothing of the new one. Safe for use by many threads.
 */
public final class PerSession<T> {
  private final Map<String, Kept<T>> kept = new ConcurrentHashMap<>();

  private record Kept<T>(Session session, T what) {}

  /** To be called when somebody of it is held. */
  public T held(Session session, Supplier<T> first) {
    return kept.compute(
            session.id(),
            (id, known) ->
                known != null && known.session() == session
                    ? known
                    : new Kept<>(session, first.get()))
        .what();
  }

  public Optional<T> find(String sessionId) {
    return Optional.ofNullable(kept.get(sessionId)).map(Kept::what);
  }

  /** To be called when nobody of it is held any more. */
  public void released(Session session) {
    kept.computeIfPresent(session.id(), (id, known) -> known.session() == session ? null : known);
  }

  /** To be called when it has ended; what was remembered of it, if somebody was held. */
  public Optional<T> ended(String sessionId) {
    return Optional.ofNullable(kept.remove(sessionId)).map(Kept::what);
  }

  public int size() {
    return kept.size();
  }
}
