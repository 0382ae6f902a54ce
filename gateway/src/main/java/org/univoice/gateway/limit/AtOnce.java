package org.univoice.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much of something one person may have under way at the same time. Safe for many threads. */
public final class AtOnce {
  private final int most;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  public AtOnce(int most) {
    this.most = most;
  }

  /** Whether another may begin; then its {@link #end} must be told, once. */
  public boolean begin(String who) {
    int now = underWay.merge(who, 1, Integer::sum);
    if (now > most) {
      end(who);
      return false;
    }
    return true;
  }

  public void end(String who) {
    underWay.computeIfPresent(who, (same, many) -> many == 1 ? null : many - 1);
  }
}
