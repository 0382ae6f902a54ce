package org.univoice.job.amazon;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * Where a service of AWS is asked. Credentials are no part of it: the SDK's default chain finds
 * them where the job runs.
 *
 * @param region AWS region
 * @param override address of a VPC endpoint or a stand-in; empty for the region's own
 * @param deadline longest that one request may take in all; attempts are timed by whoever calls
 */
public record AmazonEndpoint(String region, String override, Duration deadline)
    implements Serializable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  public AmazonEndpoint {
    if (region.isBlank()) {
      throw new IllegalArgumentException("the region of Amazon's services must be named");
    }
    if (!override.isEmpty() && !override.matches("https?://[^/\\s]+(/\\S*)?")) {
      throw new IllegalArgumentException("an endpoint must be http(s)://host, was " + override);
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline must be positive, was " + deadline);
    }
  }

  public static AmazonEndpoint of(String region, String override) {
    return new AmazonEndpoint(region, override, DEADLINE);
  }

  URI uri() {
    return URI.create(override);
  }
}
