package org.univoice.gateway.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.limit.Buckets.Taken;

/** Decides whether a request may pass. Knows no request, and counts nothing itself. */
public final class RateLimits {
  /** The permission that an API key may be narrowed to. */
  private static final String HIGHER = "api:higher-rate-limits";

  private final LimitConfig config;
  private final Buckets buckets;

  public RateLimits(LimitConfig config, Buckets buckets) {
    this.config = config;
    this.buckets = buckets;
  }

  /** Whoever asks: before it is known who does. */
  public Verdict ofAddress(String address, EndpointClass kind) {
    List<Verdict> verdicts = new ArrayList<>();
    String network = ClientNetwork.of(address);
    verdicts.add(ask("rate-limit:ip:" + network, config.address()));
    if (kind == EndpointClass.SIGN_IN) {
      verdicts.add(ask("rate-limit:ip:" + network + ":" + kind.label(), config.signIns()));
    }
    return Verdict.strictest(verdicts);
  }

  /** An API key may do half of what its user may, so that one that runs wild leaves some. */
  public Verdict ofCaller(Principal caller, EndpointClass kind) {
    Quota quota = quota(caller, kind);
    List<Verdict> verdicts = new ArrayList<>();
    caller
        .apiKeyId()
        .ifPresent(
            id -> verdicts.add(ask("rate-limit:key:" + id + ":" + kind.label(), quota.half())));
    // A key that has used up its share does not use up its user's.
    if (verdicts.stream().allMatch(Verdict::passes)) {
      verdicts.add(ask("rate-limit:user:" + caller.userId() + ":" + kind.label(), quota));
    }
    return Verdict.strictest(verdicts);
  }

  private Quota quota(Principal caller, EndpointClass kind) {
    Quota quota = kind == EndpointClass.READ ? config.reads() : config.writes();
    boolean premium =
        caller.roles().contains(Role.PREMIUM_USER)
            && (caller.scopes().isEmpty() || caller.scopes().contains(HIGHER));
    return premium ? quota.times(config.premiumFactor()) : quota;
  }

  private Verdict ask(String key, Quota quota) {
    if (quota.unlimited()) {
      return Verdict.UNLIMITED;
    }
    Taken taken = buckets.take(key, quota);
    return new Verdict(
        taken.passes(), quota.requests(), taken.remaining(), seconds(taken.nanosToWait()));
  }

  /** Rounded up: who waits that long finds one. */
  private static long seconds(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return (nanos + second - 1) / second;
  }
}
