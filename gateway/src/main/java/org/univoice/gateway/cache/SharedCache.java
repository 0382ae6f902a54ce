package org.univoice.gateway.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What all gateways remember together. It may be away at any time: then nothing is found and
 * nothing is kept, and nobody waits longer than a short time-out. Safe for use by many threads.
 */
public interface SharedCache {

  /** Keeps nothing: for a gateway that is alone. */
  SharedCache NONE =
      new SharedCache() {
        @Override
        public Optional<byte[]> get(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, long version, byte[] value, Duration lifetime) {}

        @Override
        public void replace(String key, long version, byte[] value, Duration lifetime) {}

        @Override
        public void block(String key, Duration duration) {}

        @Override
        public void changed(String key) {}

        @Override
        public void onChange(Consumer<String> listener) {}
      };

  Optional<byte[]> get(String key);

  /**
   * Keeps what was read, unless a newer version is kept: who read an older one before a write, and
   * brings it after the write, must not undo it.
   */
  void put(String key, long version, byte[] value, Duration lifetime);

  /** Keeps what was written: what was kept before is not found any more, even when this fails. */
  void replace(String key, long version, byte[] value, Duration lifetime);

  /** Nothing is kept under the key for this long, so that no reader brings back what is gone. */
  void block(String key, Duration duration);

  /** Tells every gateway that what is under the key is not what it was. */
  void changed(String key);

  /** The listener hears of changes that any gateway told of; it must not wait. */
  void onChange(Consumer<String> listener);
}
