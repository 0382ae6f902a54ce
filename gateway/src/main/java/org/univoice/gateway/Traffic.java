package org.univoice.gateway;

import java.time.Clock;
import java.util.List;
import org.univoice.gateway.idempotency.Idempotency;
import org.univoice.gateway.idempotency.MemoryIdempotencyStore;
import org.univoice.gateway.limit.LimitConfig;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.limit.bucket4j.MemoryBuckets;

/**
 * How requests are let in.
 *
 * @param trustedProxies networks, such as 10.0.0.0/8, whose X-Forwarded-For is believed
 */
public record Traffic(RateLimits limits, Idempotency idempotency, List<String> trustedProxies) {
  public Traffic {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** Of a gateway that is alone. */
  public static Traffic ofOneGateway(LimitConfig config, Clock clock) {
    return new Traffic(
        new RateLimits(config, new MemoryBuckets(clock)),
        new Idempotency(new MemoryIdempotencyStore(clock)),
        List.of());
  }

  public Traffic withTrustedProxies(List<String> networks) {
    return new Traffic(limits, idempotency, networks);
  }
}
