package org.univoice.gateway.session.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.univoice.gateway.cache.redis.RedisAwayException;
import org.univoice.gateway.cache.redis.RedisLink;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** What the directory asks Redis, in text. While Redis is away, every wish is refused. */
final class DirectoryConnection {
  private final RedisLink link;

  DirectoryConnection(RedisLink link) {
    this.link = link;
  }

  /** Where Redis answers with bytes, or with nothing that is text. */
  <T> T run(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> what) {
    try {
      return link.askPatiently(what);
    } catch (RedisAwayException e) {
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "What the gateways share cannot be reached.",
          "Try again in a moment.",
          2);
    }
  }

  void put(String key, Map<String, String> fields) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    fields.forEach((field, value) -> values.put(field, value.getBytes(UTF_8)));
    run(redis -> redis.hset(key, values));
  }

  Map<String, String> fields(String key) {
    Map<String, String> fields = new LinkedHashMap<>();
    run(redis -> redis.hgetall(key)).forEach((field, value) -> fields.put(field, text(value)));
    return fields;
  }

  Optional<String> field(String key, String field) {
    return Optional.ofNullable(run(redis -> redis.hget(key, field))).map(DirectoryConnection::text);
  }

  List<String> members(String key) {
    return run(redis -> redis.smembers(key)).stream().map(DirectoryConnection::text).toList();
  }

  long number(String script, String[] keys, String... arguments) {
    return run(redis -> redis.<Long>eval(script, ScriptOutputType.INTEGER, keys, bytes(arguments)));
  }

  List<String> texts(String script, String[] keys, String... arguments) {
    List<byte[]> answer =
        run(
            redis ->
                redis.<List<byte[]>>eval(script, ScriptOutputType.MULTI, keys, bytes(arguments)));
    return answer.stream().map(DirectoryConnection::text).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static byte[][] bytes(String... texts) {
    return Stream.of(texts).map(text -> bytes(text)).toArray(byte[][]::new);
  }
}
