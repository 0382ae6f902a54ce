package org.univoice.gateway.stream.kinesis;

import java.net.URI;
import java.time.Duration;

/**
 * How to publish.
 *
 * @param stream name of the stream
 * @param region AWS region
 * @param endpoint address of a stand-in, or null for AWS; a stand-in is given made-up credentials
 * @param shards how many shards to create the stream with when it is missing; 0 never creates it
 * @param linger how long the first record of an envelope waits for company
 * @param maxEnvelopeBytes largest envelope; Kinesis takes 1 MiB
 * @param maxQueuedBytes what may wait in all before readers are asked to hold back
 */
public record KinesisConfig(
    String stream,
    String region,
    URI endpoint,
    int shards,
    Duration linger,
    int maxEnvelopeBytes,
    long maxQueuedBytes) {

  public KinesisConfig {
    if (stream.isBlank() || region.isBlank()) {
      throw new IllegalArgumentException("stream and region must be named");
    }
    if (linger.isNegative() || maxEnvelopeBytes < 1 || maxQueuedBytes < 1 || shards < 0) {
      throw new IllegalArgumentException("sizes and linger must be positive");
    }
  }

  /** One shard: each is polled a hundred times a second, which two small cores feel. */
  public static KinesisConfig standIn(String stream, URI endpoint) {
    return new KinesisConfig(
        stream, "us-east-1", endpoint, 1, Duration.ofMillis(5), 900_000, 16L << 20);
  }
}
