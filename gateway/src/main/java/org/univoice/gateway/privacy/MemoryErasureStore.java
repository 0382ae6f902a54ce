package org.univoice.gateway.privacy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Erasures of one process, forgotten with it, as is what they erase. */
public final class MemoryErasureStore implements ErasureStore {
  private final Map<String, Erasure> erasures = new ConcurrentHashMap<>();

  @Override
  public Erasure begin(Erasure erasure) {
    return erasures.merge(
        erasure.userId(), erasure, (there, wanted) -> there.isComplete() ? wanted : there);
  }

  @Override
  public boolean replace(Erasure former, Erasure next) {
    return erasures.replace(former.userId(), former, next);
  }

  @Override
  public Optional<Erasure> find(String userId) {
    return Optional.ofNullable(erasures.get(userId));
  }

  @Override
  public List<Erasure> open() {
    return erasures.values().stream().filter(erasure -> !erasure.isComplete()).toList();
  }
}
