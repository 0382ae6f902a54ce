package org.univoice.gateway.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How AWS is reached, for every client alike.
 *
 * @param region AWS region; buckets are named by it
 * @param endpoint address of a stand-in; empty for AWS. A stand-in is given made-up credentials,
 *     AWS those of the default chain: environment, profile, container, instance
 * @param kmsKey id, ARN or alias of the customer managed key that voices are encrypted with
 * @param attemptTimeout how long one attempt may take
 * @param callTimeout how long a call may take with all its attempts and the waits between them
 * @param attempts how often a call is tried when it fails in passing
 */
public record AwsConfig(
    String region,
    Optional<URI> endpoint,
    String kmsKey,
    Duration attemptTimeout,
    Duration callTimeout,
    int attempts) {
  public static final String KMS_KEY = "alias/univoice-data";

  public AwsConfig {
    if (region.isBlank() || kmsKey.isBlank()) {
      throw new IllegalArgumentException("region and KMS key must be named");
    }
    if (attemptTimeout.isNegative() || attemptTimeout.isZero() || attempts < 1) {
      throw new IllegalArgumentException("attempts must be positive and have time");
    }
  }

  public static AwsConfig of(String region, Optional<URI> endpoint) {
    return new AwsConfig(
        // A request of the api has ten seconds, in which it may make two calls.
        region, endpoint, KMS_KEY, Duration.ofSeconds(2), Duration.ofSeconds(4), 6);
  }

  /** For what may take long, once: a stand-in loads a service when it is first asked for it. */
  AwsConfig patient() {
    return new AwsConfig(
        region, endpoint, kmsKey, Duration.ofSeconds(30), Duration.ofSeconds(90), attempts);
  }

  public AwsConfig withKmsKey(String key) {
    return new AwsConfig(region, endpoint, key, attemptTimeout, callTimeout, attempts);
  }

  public static AwsConfig standIn(URI endpoint) {
    return of("us-east-1", Optional.of(endpoint));
  }
}
