package org.univoice.gateway.transcript;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What was said in sessions of one process, forgotten with it. */
public final class MemorySegmentStore implements SegmentStore {
  private final Map<String, Map<Key, TranslationSegment>> sessions = new ConcurrentHashMap<>();

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
        .sorted(
            Comparator.comparing(TranslationSegment::saidAt)
                .thenComparing(TranslationSegment::segmentId)
                .thenComparing(TranslationSegment::targetLanguage))
        .toList();
  }

  @Override
  public void deleteSession(String sessionId) {
    sessions.remove(sessionId);
  }

  private record Key(String segmentId, String targetLanguage) {}
}
