package org.univoice.gateway.cache.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's connections to Redis, one for commands and, once somebody subscribes, one for
 * channels; kept open and opened again. Redis may be away when the gateway starts and at any time
 * after: whoever asks is told so within the time-out. Safe for use by many threads.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofSeconds(2);
  private static final int MOST_WAITING_COMMANDS = 10_000;

  private final RedisConfig config;
  private final ClientResources resources;
  private final RedisClient client;
  private final ScheduledExecutorService connector;
  private final RedisAvailability availability = new RedisAvailability(System::nanoTime);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile StatefulRedisConnection<String, byte[]> commands;
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean settlingPlanned = new AtomicBoolean();

  /** Only of the connector's thread. */
  private StatefulRedisPubSubConnection<String, String> changes;

  private RedisLink(RedisConfig config) {
    this.config = config;
    this.resources =
        ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.exponential(
                    Duration.ofMillis(20), LONGEST_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
            .build();
    this.client = RedisClient.create(resources, config.address());
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MOST_WAITING_COMMANDS)
            // Whoever waits less than the longest gives up by itself.
            .timeoutOptions(TimeoutOptions.enabled(longest(config.timeout())))
            .socketOptions(
                SocketOptions.builder().connectTimeout(RedisConfig.CONNECT_TIMEOUT).build())
            .build());
    this.connector =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "redis-connector");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static Duration longest(Duration timeout) {
    return timeout.compareTo(RedisConfig.PATIENCE) > 0 ? timeout : RedisConfig.PATIENCE;
  }

  /** Waits for the first attempt only; when Redis is away, others follow behind. */
  public static RedisLink open(RedisConfig config) {
    RedisLink link = new RedisLink(config);
    link.connect();
    return link;
  }

  private void connect() {
    try {
      if (commands == null) {
        commands = client.connect(CODEC);
        availability.answered();
      }
    } catch (RuntimeException e) {
      availability.failed(e.getClass().getSimpleName());
      plan(this::connect, 1);
    }
  }

  private void plan(Runnable task, int seconds) {
    try {
      connector.schedule(task, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Redis was let go meanwhile");
    }
  }

  /**
   * Waits for an answer; null where Redis answers with nothing.
   *
   * @throws RedisAwayException when there is none in time
   */
  public <T> T ask(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    return using(() -> answer(question, config.timeout()));
  }

  /**
   * As {@link #ask}, for what cannot be done without: waits for longer, also when Redis was away a
   * moment ago.
   *
   * @throws RedisAwayException when there is no answer within {@link RedisConfig#PATIENCE}
   */
  public <T> T askPatiently(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> question) {
    return answered(() -> answer(question, RedisConfig.PATIENCE));
  }

  /**
   * @throws RedisAwayException when it does not answer now
   */
  public void requireThere() {
    askPatiently(RedisAsyncCommands::ping);
  }

  private <T> T answer(
      Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> question, Duration patience)
      throws Exception {
    RedisFuture<T> answer = question.apply(commands());
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  /**
   * Does something with {@link #commands} that ends within about the time-out.
   *
   * @throws RedisAwayException when it fails
   */
  public <T> T using(Callable<T> work) {
    if (commands == null || !availability.worthAsking()) {
      throw new RedisAwayException("Redis is away");
    }
    return answered(work);
  }

  private <T> T answered(Callable<T> work) {
    try {
      T answer = work.call();
      availability.answered();
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisAwayException("interrupted");
    } catch (RedisAwayException e) {
      throw e;
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (Exception e) {
      throw failed(e);
    }
  }

  /** Of the connection that there is; the caller sees to its failing, see {@link #using}. */
  public RedisAsyncCommands<String, byte[]> commands() {
    StatefulRedisConnection<String, byte[]> connection = commands;
    if (connection == null) {
      throw new RedisAwayException("Redis is away");
    }
    return connection.async();
  }

  public Duration timeout() {
    return config.timeout();
  }

  /** Does not wait; the end is told to whoever wants to know, with null where it went well. */
  public <T> void tell(
      Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command,
      BiConsumer<T, RedisAwayException> end) {
    if (commands == null || !availability.worthAsking()) {
      end.accept(null, new RedisAwayException("Redis is away"));
      return;
    }
    tellPatiently(command, end);
  }

  /** As {@link #tell}, also when Redis was away a moment ago. */
  public <T> void tellPatiently(
      Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command,
      BiConsumer<T, RedisAwayException> end) {
    try {
      command
          .apply(commands())
          .whenComplete(
              (answer, failure) -> {
                if (failure == null) {
                  availability.answered();
                  end.accept(answer, null);
                } else {
                  end.accept(null, failed(failure));
                }
              });
    } catch (RedisAwayException e) {
      end.accept(null, e);
    } catch (RuntimeException e) {
      end.accept(null, failed(e));
    }
  }

  private RedisAwayException failed(Throwable why) {
    Throwable cause = why.getCause() instanceof RedisCommandExecutionException c ? c : why;
    // Its own words, such as NOAUTH or OOM, say what to mend; they quote no value.
    String words =
        cause instanceof RedisCommandExecutionException
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getSimpleName();
    availability.failed(words);
    return new RedisAwayException(words);
  }

  /** Hears what is published on a channel, from about now on and whenever Redis is back. */
  public void subscribe(String channel, Consumer<String> listener) {
    listeners.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>()).add(listener);
    settle(channel);
  }

  /** Nobody hears a channel any more. */
  public void unsubscribe(String channel) {
    listeners.remove(channel);
    settle(channel);
  }

  /** Whoever subscribes may serve clients, and connecting takes a while: another thread does it. */
  private void settle(String channel) {
    unsettled.add(channel);
    if (settlingPlanned.compareAndSet(false, true)) {
      plan(this::settle, 0);
    }
  }

  /** Tells Redis of every channel what is wanted now, not what was wanted when it was asked for. */
  private void settle() {
    settlingPlanned.set(false);
    try {
      for (String channel : unsettled) {
        RedisPubSubAsyncCommands<String, String> redis = changes().async();
        unsettled.remove(channel);
        (listeners.containsKey(channel) ? redis.subscribe(channel) : redis.unsubscribe(channel))
            .exceptionally(failure -> unsettled(channel));
      }
    } catch (RuntimeException e) {
      availability.failed(e.getClass().getSimpleName());
      settleLater();
    }
  }

  private Void unsettled(String channel) {
    unsettled.add(channel);
    settleLater();
    return null;
  }

  private void settleLater() {
    if (settlingPlanned.compareAndSet(false, true)) {
      plan(this::settle, 1);
    }
  }

  private StatefulRedisPubSubConnection<String, String> changes() {
    if (changes == null) {
      changes = client.connectPubSub(StringCodec.UTF8);
      changes.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              listeners.getOrDefault(channel, List.of()).forEach(each -> each.accept(message));
            }
          });
    }
    return changes;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connector.shutdownNow();
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
      resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }
}
