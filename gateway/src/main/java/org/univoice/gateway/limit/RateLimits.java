package org.univoice.gateway.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.univoice.gateway.access.AccessPolicy;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Permissions;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.limit.Buckets.Taken;

/** Decides whether a request may pass. Knows no request, and counts nothing itself. */
public final class RateLimits {
  // From where a service account asks decides about no permission that matters here.
  private final AccessPolicy policy = new AccessPolicy();
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
    verdicts.add(ask("rate-limit:ip:" + network, config.address(), 1));
    if (kind == EndpointClass.SIGN_IN) {
      verdicts.add(ask("rate-limit:ip:" + network + ":" + kind.label(), config.signIns(), 1));
    }
    return Verdict.strictest(verdicts);
  }

  /**
   * An API key may do half of what its user may, so that one that runs wild leaves some.
   *
   * @param requests how many it counts as; never as more than may come at once, so that everything
   *     passes sometime
   */
  public Verdict ofCaller(Caller caller, EndpointClass kind, long requests) {
    Quota quota = quota(caller, kind);
    Principal who = caller.principal();
    List<Verdict> verdicts = new ArrayList<>();
    who.apiKeyId()
        .ifPresent(
            id ->
                verdicts.add(
                    ask("rate-limit:key:" + id + ":" + kind.label(), quota.half(), requests)));
    // A key that has used up its share does not use up its user's.
    if (verdicts.stream().allMatch(Verdict::passes)) {
      verdicts.add(ask("rate-limit:user:" + who.userId() + ":" + kind.label(), quota, requests));
    }
    return Verdict.strictest(verdicts);
  }

  private Quota quota(Caller caller, EndpointClass kind) {
    Quota quota = kind == EndpointClass.READ ? config.reads() : config.writes();
    return policy.holds(caller, Permissions.FASTER) ? quota.times(config.premiumFactor()) : quota;
  }

  private Verdict ask(String key, Quota quota, long requests) {
    if (quota.unlimited()) {
      return Verdict.UNLIMITED;
    }
    Taken taken = buckets.take(key, quota, Math.min(requests, quota.atOnce()));
    return new Verdict(
        taken.passes(), quota.requests(), taken.remaining(), seconds(taken.nanosToWait()));
  }

  /** Rounded up: who waits that long finds one. */
  private static long seconds(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return (nanos + second - 1) / second;
  }
}
