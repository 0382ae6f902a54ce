package org.univoice.gateway.access.apikey;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keys of one process, forgotten with it. */
public final class MemoryApiKeyStore implements ApiKeyStore {
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  @Override
  public void create(ApiKey key) {
    if (keys.putIfAbsent(key.id(), key) != null) {
      throw new IllegalStateException("There is a key of this id");
    }
  }

  @Override
  public Optional<ApiKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public List<ApiKey> ofOwner(String ownerId) {
    return keys.values().stream()
        .filter(key -> key.ownerId().equals(ownerId))
        .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
        .toList();
  }

  @Override
  public boolean replace(String id, String successor, Instant end) {
    AtomicBoolean replaced = new AtomicBoolean();
    keys.computeIfPresent(
        id,
        (known, key) -> {
          if (key.replacedBy().isPresent()) {
            return key;
          }
          replaced.set(true);
          return key.replacedBy(successor, end);
        });
    return replaced.get();
  }

  @Override
  public void used(String id, Instant at) {
    keys.computeIfPresent(id, (known, key) -> key.usedAt(at));
  }

  @Override
  public void delete(String id) {
    keys.remove(id);
  }
}
