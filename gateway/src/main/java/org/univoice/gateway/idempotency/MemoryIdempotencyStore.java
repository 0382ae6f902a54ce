package org.univoice.gateway.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** In this process, bounded: what was used least recently is forgotten first. */
public final class MemoryIdempotencyStore implements IdempotencyStore {
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final int OVERHEAD_BYTES = 256;

  private final Cache<String, Kept> kept;

  public MemoryIdempotencyStore(Clock clock) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String id, Kept value) -> OVERHEAD_BYTES + value.bytes().length)
            .expireAfter(Expiry.writing((String id, Kept value) -> value.lifetime()))
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<byte[]> putIfAbsent(String id, byte[] value, Duration lifetime) {
    Kept there = kept.asMap().putIfAbsent(id, new Kept(value, lifetime));
    return Optional.ofNullable(there).map(Kept::bytes);
  }

  @Override
  public void replace(String id, byte[] expected, byte[] value, Duration lifetime) {
    kept.asMap()
        .computeIfPresent(
            id,
            (same, there) ->
                Arrays.equals(there.bytes(), expected) ? new Kept(value, lifetime) : there);
  }

  @Override
  public void remove(String id, byte[] expected) {
    kept.asMap()
        .computeIfPresent(
            id, (same, there) -> Arrays.equals(there.bytes(), expected) ? null : there);
  }

  private record Kept(byte[] bytes, Duration lifetime) {}
}
