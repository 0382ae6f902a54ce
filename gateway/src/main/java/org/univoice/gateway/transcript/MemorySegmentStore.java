package org.univoice.gateway.transcript;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.univoice.gateway.bounded.BoundedMap;

/** What was said in sessions of one process, forgotten with it, and the oldest of too many. */
public final class MemorySegmentStore implements SegmentStore {
  private static final int MOST_SESSIONS = 1_000;

  private final Map<String, Map<Key, TranslationSegment>> sessions =
      Collections.synchronizedMap(BoundedMap.ofLatest(MOST_SESSIONS));

  @Override
  public void put(List<TranslationSegment> segments) {
    for (TranslationSegment segment : segments) {
      sessions
          .computeIfAbsent(segment.sessionId(), id -> new ConcurrentHashMap<>())
          .put(new Key(segment.segmentId(), segment.targetLanguage()), segment);
    }
  }

  @Override
  public List<TranslationSegment> ofSession(String sessionId) {
    return sessions.getOrDefault(sessionId, Map.of()).values().stream()
        .sorted(TranslationSegment.IN_ORDER)
        .toList();
  }

  @Override
  public void deleteSession(String sessionId) {
    sessions.remove(sessionId);
  }

  @Override
  public void deleteParticipant(String sessionId, String participantId) {
    sessions
        .getOrDefault(sessionId, new ConcurrentHashMap<>())
        .values()
        .removeIf(segment -> segment.participantId().equals(participantId));
  }

  private record Key(String segmentId, String targetLanguage) {}
}
