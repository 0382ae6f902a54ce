package org.univoice.gateway.session;

import java.util.List;
import java.util.Map;
import org.univoice.gateway.bounded.BoundedMap;

/** Participations of one process, forgotten with it. */
public final class MemoryParticipationStore implements ParticipationStore {
  /** More than the transcripts that are kept in memory have speakers. */
  private static final int MOST = 100_000;

  private final Map<Noted, Boolean> noted = BoundedMap.ofLatest(MOST);

  private record Noted(String userId, Participation participation) {}

  @Override
  public synchronized void note(String userId, Participation participation) {
    noted.put(new Noted(userId, participation), true);
  }

  @Override
  public synchronized List<Participation> ofUser(String userId) {
    return noted.keySet().stream()
        .filter(one -> one.userId().equals(userId))
        .map(Noted::participation)
        .toList();
  }

  @Override
  public boolean tookPart(String userId, String sessionId) {
    return ofUser(userId).stream().anyMatch(one -> one.sessionId().equals(sessionId));
  }

  @Override
  public synchronized void forget(String userId, Participation participation) {
    noted.remove(new Noted(userId, participation));
  }
}
