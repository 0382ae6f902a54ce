package org.univoice.job.stream;

import java.io.Serializable;

/**
 * Which stream to read and how.
 *
 * @param name name of the Kinesis stream
 * @param region AWS region
 * @param endpoint address of a stand-in, or empty for AWS with its default credentials
 * @param initialPosition TRIM_HORIZON or LATEST, where nothing is restored
 * @param pollMillis pause between two reads of a shard; AWS allows five reads a second and shard
 * @param fanOutConsumer name of the enhanced fan-out consumer to register, or empty to poll
 */
public record StreamConfig(
    String name,
    String region,
    String endpoint,
    String initialPosition,
    int pollMillis,
    String fanOutConsumer)
    implements Serializable {

  public StreamConfig {
    if (name.isBlank() || region.isBlank()) {
      throw new IllegalArgumentException("the stream and its region must be named");
    }
    if (!initialPosition.equals("TRIM_HORIZON") && !initialPosition.equals("LATEST")) {
      throw new IllegalArgumentException(
          "initial position must be TRIM_HORIZON or LATEST, was " + initialPosition);
    }
    if (pollMillis < 1) {
      throw new IllegalArgumentException("poll interval must be positive, was " + pollMillis);
    }
  }
}
