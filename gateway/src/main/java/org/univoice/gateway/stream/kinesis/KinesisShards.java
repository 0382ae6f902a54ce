package org.univoice.gateway.stream.kinesis;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Finds (and locally creates) the stream and reads which hash keys lead to which shard. */
final class KinesisShards {

  private static final long READY_WITHIN_MILLIS = 15_000;
  private static final long LOOK_EVERY_MILLIS = 50;

  /**
   * Longer than a put may take: a stand-in loads Kinesis when it is first asked for it, which on a
   * busy machine takes more than all attempts at a put together.
   */
  private static final Duration PATIENCE_WITH_A_QUESTION = Duration.ofSeconds(30);

  private KinesisShards() {}

  private static void patiently(AwsRequestOverrideConfiguration.Builder request) {
    request.apiCallAttemptTimeout(PATIENCE_WITH_A_QUESTION);
  }

  /** The first hash key of every open shard, in the order of the keys. */
  static List<String> hashKeys(KinesisAsyncClient kinesis, KinesisConfig config)
      throws InterruptedException, TimeoutException {
    if (config.shards() > 0) {
      create(kinesis, config);
    }
    awaitActive(kinesis, config);
    return kinesis
        .listShards(
            r -> r.streamName(config.stream()).overrideConfiguration(KinesisShards::patiently))
        .join()
        .shards()
        .stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .map(KinesisShards::firstKey)
        .sorted(Comparator.comparing(java.math.BigInteger::new))
        .toList();
  }

  private static String firstKey(Shard shard) {
    return shard.hashKeyRange().startingHashKey();
  }

  private static void create(KinesisAsyncClient kinesis, KinesisConfig config) {
    try {
      kinesis
          .createStream(
              r ->
                  r.streamName(config.stream())
                      .shardCount(config.shards())
                      .overrideConfiguration(KinesisShards::patiently))
          .join();
    } catch (java.util.concurrent.CompletionException e) {
      if (!(e.getCause() instanceof ResourceInUseException)) {
        throw e;
      }
    }
  }

  private static void awaitActive(KinesisAsyncClient kinesis, KinesisConfig config)
      throws InterruptedException, TimeoutException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MILLIS);
    while (System.nanoTime() < until) {
      if (isActive(kinesis, config.stream())) {
        return;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    throw new TimeoutException(
        "The stream " + config.stream() + " was not active after " + READY_WITHIN_MILLIS + " ms");
  }

  private static boolean isActive(KinesisAsyncClient kinesis, String stream) {
    try {
      var summary =
          kinesis
              .describeStreamSummary(
                  r -> r.streamName(stream).overrideConfiguration(KinesisShards::patiently))
              .join();
      return summary.streamDescriptionSummary().streamStatus() == StreamStatus.ACTIVE;
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof ResourceNotFoundException) {
        return false;
      }
      throw e;
    }
  }
}
