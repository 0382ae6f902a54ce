package org.univoice.gateway.idempotency.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.Optional;
import org.univoice.gateway.cache.redis.RedisAwayException;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.idempotency.IdempotencyStore;

/** For all gateways together; while Redis is away each keeps its own. */
public final class RedisIdempotencyStore implements IdempotencyStore {
  private static final String PREFIX = "idempotency:";
  private static final String REPLACE =
      """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
      redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
      return 1
      """;
  private static final String REMOVE =
      """
      if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('DEL', KEYS[1])
      """;

  private final RedisLink link;
  private final IdempotencyStore alone;

  public RedisIdempotencyStore(RedisLink link, IdempotencyStore alone) {
    this.link = link;
    this.alone = alone;
  }

  @Override
  public Optional<byte[]> putIfAbsent(String id, byte[] value, Duration lifetime) {
    try {
      SetArgs ifAbsent = SetArgs.Builder.nx().px(lifetime);
      byte[] there = link.ask(redis -> redis.setGet(PREFIX + id, value, ifAbsent));
      // Who was answered from here while Redis was away is answered so again.
      return there == null ? alone.putIfAbsent(id, value, lifetime) : Optional.of(there);
    } catch (RedisAwayException e) {
      return alone.putIfAbsent(id, value, lifetime);
    }
  }

  @Override
  public void replace(String id, byte[] expected, byte[] value, Duration lifetime) {
    alone.replace(id, expected, value, lifetime);
    byte[] millis = Long.toString(lifetime.toMillis()).getBytes(US_ASCII);
    write(id, REPLACE, expected, value, millis);
  }

  @Override
  public void remove(String id, byte[] expected) {
    alone.remove(id, expected);
    write(id, REMOVE, expected);
  }

  private void write(String id, String script, byte[]... arguments) {
    link.<Long>tell(
        redis ->
            redis.eval(script, ScriptOutputType.INTEGER, new String[] {PREFIX + id}, arguments),
        (done, failure) -> {});
  }
}
