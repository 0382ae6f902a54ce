package org.univoice.gateway.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Remembers what a store answered: here for some seconds, and with all gateways for as long as its
 * kind allows. While one thread asks the store, the others that want the same wait for its answer.
 *
 * <p>Every write goes past it to the store and is told here, whether it succeeded or not; {@code
 * docs/policies/caches.md} says how old an answer may be.
 *
 * @param <V> something whose versions grow
 */
public final class ReadThrough<V> {
  /** Longer than any read of a store that began before a write and ends after it. */
  static final Duration BLOCKED = Duration.ofSeconds(15);

  private final AsyncCache<String, V> near;
  private final SharedCache shared;
  private final Codec<V> codec;
  private final Duration lifetime;

  /**
   * @param lifetime in the shared cache
   */
  public ReadThrough(NearCache limits, SharedCache shared, Codec<V> codec, Duration lifetime) {
    this.near =
        Caffeine.newBuilder()
            .maximumSize(limits.entries())
            .expireAfterWrite(limits.lifetime())
            .ticker(limits.ticker())
            .executor(Runnable::run)
            .buildAsync();
    this.shared = shared;
    this.codec = codec;
    this.lifetime = lifetime;
    shared.onChange(near.asMap()::remove);
  }

  /** From here, or from the other gateways, or from the store. */
  public Optional<V> find(String key, Supplier<Optional<V>> store) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> others = near.asMap().putIfAbsent(key, mine);
    if (others != null) {
      return Optional.ofNullable(join(others));
    }
    try {
      Optional<V> found = ask(key, store);
      // What is not there may be there soon: the near cache forgets a future of nothing.
      mine.complete(found.orElse(null));
      return found;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private Optional<V> ask(String key, Supplier<Optional<V>> store) {
    Optional<V> kept = codec.read(shared, key);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<V> stored = store.get();
    stored.ifPresent(value -> codec.write(shared::put, key, value, lifetime));
    return stored;
  }

  /** Runs a write of the store, whose value is known when it succeeds. */
  public void write(String key, V value, Runnable write) {
    run(key, write);
    codec.write(shared::replace, key, value, lifetime);
    forget(key);
  }

  /** Runs a write of the store after which there is nothing. */
  public void delete(String key, Runnable write) {
    run(key, write);
    block(key);
  }

  /** What is kept is not what the store has. */
  public void block(String key) {
    codec.keys(key).forEach(each -> shared.block(each, BLOCKED));
    forget(key);
  }

  private void run(String key, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      // It may have succeeded all the same, or failed because what was read is too old.
      block(key);
      throw e;
    }
  }

  private void forget(String key) {
    near.asMap().remove(key);
    shared.changed(key);
  }

  private static <V> V join(CompletableFuture<V> others) {
    try {
      return others.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * What a gateway remembers by itself.
   *
   * @param lifetime how old an answer may be when a change was not heard of
   */
  public record NearCache(long entries, Duration lifetime, Ticker ticker) {
    public static final NearCache DEFAULT =
        new NearCache(10_000, Duration.ofSeconds(10), Ticker.systemTicker());
  }

  /** {@link SharedCache#put} or {@link SharedCache#replace}. */
  @FunctionalInterface
  public interface Keeping {
    void keep(String key, long version, byte[] value, Duration lifetime);
  }

  /** How a value lies in the shared cache. */
  public interface Codec<V> {

    /** Empty also when what lies there cannot be understood. */
    Optional<V> read(SharedCache cache, String key);

    void write(Keeping keeping, String key, V value, Duration lifetime);

    /** Where a value lies. */
    default List<String> keys(String key) {
      return List.of(key);
    }

    /** As JSON under its own key. */
    static <V> Codec<V> json(CachedJson<V> json, Function<V, Long> version) {
      return new Codec<>() {
        @Override
        public Optional<V> read(SharedCache cache, String key) {
          return cache.get(key).flatMap(json::read);
        }

        @Override
        public void write(Keeping keeping, String key, V value, Duration lifetime) {
          json.write(value)
              .ifPresent(bytes -> keeping.keep(key, version.apply(value), bytes, lifetime));
        }
      };
    }
  }
}
