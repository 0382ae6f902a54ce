package org.univoice.gateway.rest;

import com.linecorp.armeria.server.ServiceRequestContext;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.limit.EndpointClass;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.limit.Verdict;

/** How often somebody may ask, for what finds out by itself who that is. */
public final class CallerLimits {
  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";

  private final RateLimits limits;

  CallerLimits(RateLimits limits) {
    this.limits = limits;
  }

  /**
   * Counts what a caller asks; may wait for a remote service.
   *
   * @param requests how many requests it is worth
   * @throws RefusedException RATE_LIMIT_EXCEEDED when that is too much now
   */
  public void count(ServiceRequestContext ctx, Caller caller, EndpointClass kind, long requests) {
    enforce(ctx, limits.ofCaller(caller, kind, requests));
  }

  /** The last word is the inner one's: a caller's limit concerns the caller more. */
  static void enforce(ServiceRequestContext ctx, Verdict verdict) {
    if (!verdict.unlimited()) {
      ctx.mutateAdditionalResponseHeaders(
          headers ->
              headers.setLong(LIMIT, verdict.limit()).setLong(REMAINING, verdict.remaining()));
    }
    if (!verdict.passes()) {
      throw new RefusedException(
          ErrorCode.RATE_LIMIT_EXCEEDED,
          "These are too many requests.",
          "Wait for as long as the answer says, then send them more slowly.",
          Math.toIntExact(verdict.retryAfterSeconds()));
    }
  }
}
