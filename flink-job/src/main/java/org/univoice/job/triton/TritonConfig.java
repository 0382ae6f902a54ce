package org.univoice.job.triton;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where Triton is.
 *
 * @param address "host:port" of its gRPC listener
 * @param deadline longest that one request may take in all; attempts are timed by whoever calls
 * @param failuresToRepair how many INTERNAL answers in a row make a model be unloaded and loaded
 */
public record TritonConfig(String address, Duration deadline, int failuresToRepair)
    implements Serializable {

  public TritonConfig {
    if (!address.matches(".+:\\d+")) {
      throw new IllegalArgumentException("Triton's address must be host:port, was " + address);
    }
    if (deadline.isNegative() || deadline.isZero() || failuresToRepair < 1) {
      throw new IllegalArgumentException("deadline and failuresToRepair must be positive");
    }
  }

  public static TritonConfig at(String address) {
    return new TritonConfig(address, Duration.ofSeconds(30), 3);
  }
}
