package org.univoice.gateway.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.univoice.gateway.cache.SharedCache;

/**
 * Values in Redis, each a hash of its version and its data. What could not be taken back because
 * Redis was away is not read from it any more, and taken back when it answers again.
 */
public final class RedisCache implements SharedCache {
  private static final String CHANGED = "univoice:changed";
  private static final String DATA = "data";

  /** No version is newer: the largest whole number that Redis' scripts hold exactly. */
  private static final long LAST = (1L << 53) - 1;

  private static final String PUT =
      """
      local kept = redis.call('HGET', KEYS[1], 'version')
      if kept and tonumber(kept) > tonumber(ARGV[1]) then return 0 end
      redis.call('DEL', KEYS[1])
      redis.call('HSET', KEYS[1], 'version', ARGV[1])
      if #ARGV == 3 then redis.call('HSET', KEYS[1], 'data', ARGV[3]) end
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return 1
      """;

  /** More than these at once, and the oldest copies are left to their lifetimes. */
  private static final int MOST_TO_TAKE_BACK = 10_000;

  private static final Duration TAKEN_BACK = Duration.ofSeconds(15);

  private final RedisLink link;
  private final Set<String> toTakeBack = ConcurrentHashMap.newKeySet();

  public RedisCache(RedisLink link) {
    this.link = link;
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      takeBack();
      return toTakeBack.contains(key)
          ? Optional.empty()
          : Optional.ofNullable(link.ask(redis -> redis.hget(key, DATA)));
    } catch (RedisAwayException e) {
      return Optional.empty();
    }
  }

  @Override
  public void put(String key, long version, byte[] value, Duration lifetime) {
    put(key, version, value, lifetime, failure -> {});
  }

  @Override
  public void replace(String key, long version, byte[] value, Duration lifetime) {
    put(key, version, value, lifetime, failure -> undone(key, failure));
  }

  private void put(
      String key, long version, byte[] value, Duration lifetime, Consumer<RedisAwayException> end) {
    link.<Long>tell(
        redis ->
            redis.eval(
                PUT, ScriptOutputType.INTEGER, key(key), number(version), millis(lifetime), value),
        (done, failure) -> end.accept(failure));
  }

  /** Waits for it: who deleted something is told that it is gone when it is. */
  @Override
  public void block(String key, Duration duration) {
    try {
      blockNow(key, duration);
      toTakeBack.remove(key);
    } catch (RedisAwayException e) {
      undone(key, e);
    }
  }

  private void blockNow(String key, Duration duration) {
    link.<Long>ask(
        redis ->
            redis.eval(PUT, ScriptOutputType.INTEGER, key(key), number(LAST), millis(duration)));
  }

  private void undone(String key, RedisAwayException failure) {
    if (failure != null && toTakeBack.size() < MOST_TO_TAKE_BACK) {
      toTakeBack.add(key);
    }
  }

  /** One of them with every question, so that none waits for all. */
  private void takeBack() {
    for (String key : toTakeBack) {
      blockNow(key, TAKEN_BACK);
      toTakeBack.remove(key);
      return;
    }
  }

  @Override
  public void changed(String key) {
    link.<Long>tell(redis -> redis.publish(CHANGED, key.getBytes(US_ASCII)), (heard, e) -> {});
  }

  @Override
  public void onChange(Consumer<String> listener) {
    link.subscribe(CHANGED, listener);
  }

  private static String[] key(String key) {
    return new String[] {key};
  }

  private static byte[] number(long value) {
    return Long.toString(value).getBytes(US_ASCII);
  }

  private static byte[] millis(Duration duration) {
    return number(duration.toMillis());
  }
}
