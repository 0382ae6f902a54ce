package org.univoice.gateway.session.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** One connection to Redis, which comes back by itself. While it is gone, every wish is refused. */
final class DirectoryConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryConnection.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  private DirectoryConnection(
      RedisClient client, StatefulRedisConnection<String, String> connection) {
    this.client = client;
    this.connection = connection;
  }

  /**
   * @throws IllegalArgumentException when the address is none of Redis
   */
  static DirectoryConnection to(URI uri) {
    RedisURI address = RedisURI.create(uri);
    address.setTimeout(PATIENCE);
    RedisClient client = RedisClient.create(address);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    try {
      return new DirectoryConnection(client, client.connect());
    } catch (RedisException e) {
      client.shutdown();
      throw e;
    }
  }

  <T> T run(Function<RedisCommands<String, String>, T> what) {
    try {
      return what.apply(connection.sync());
    } catch (RedisException e) {
      LOG.warn("The session directory does not answer: {}", e.toString());
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "What the gateways share cannot be reached.",
          "Try again in a moment.",
          2);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, PATIENCE);
  }
}
