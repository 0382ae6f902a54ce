package org.univoice.gateway.user;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Consents of one process, forgotten with it. */
public final class MemoryConsentHistory implements ConsentHistory {
  private final Map<String, List<ConsentEntry>> entries = new ConcurrentHashMap<>();

  @Override
  public void append(String userId, ConsentEntry entry) {
    entries.merge(
        userId,
        List.of(entry),
        (former, added) -> Stream.concat(former.stream(), added.stream()).toList());
  }

  @Override
  public List<ConsentEntry> ofUser(String userId) {
    return entries.getOrDefault(userId, List.of());
  }

  @Override
  public void delete(String userId) {
    entries.remove(userId);
  }
}
