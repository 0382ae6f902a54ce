package org.univoice.gateway.limit;

import java.util.Comparator;
import java.util.List;

/**
 * Whether a request may pass.
 *
 * @param limit how many may in each window; 0 when there is no limit
 * @param remaining how many more may follow at once
 * @param retryAfterSeconds when the next one may pass; 0 when this one did
 */
public record Verdict(boolean passes, long limit, long remaining, long retryAfterSeconds) {
  public static final Verdict UNLIMITED = new Verdict(true, 0, Long.MAX_VALUE, 0);

  public boolean unlimited() {
    return limit == 0;
  }

  /** The one that stops the request for longest, or else that stops the next ones first. */
  static Verdict strictest(List<Verdict> verdicts) {
    return verdicts.stream()
        .min(
            Comparator.comparing(Verdict::passes)
                .thenComparing(Comparator.comparing(Verdict::retryAfterSeconds).reversed())
                .thenComparing(Verdict::remaining))
        .orElse(UNLIMITED);
  }
}
