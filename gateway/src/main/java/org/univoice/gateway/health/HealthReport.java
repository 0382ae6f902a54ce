package org.univoice.gateway.health;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well the gateway is.
 *
 * @param status the worst of its checks
 * @param checks by name
 */
public record HealthReport(Health status, Map<String, Health> checks) {

  public HealthReport {
    checks = Collections.unmodifiableMap(new TreeMap<>(checks));
  }

  public static HealthReport of(List<HealthCheck> all) {
    Map<String, Health> checks = new TreeMap<>();
    all.forEach(check -> checks.put(check.name(), check.now()));
    Health worst = checks.isEmpty() ? Health.UP : Collections.max(checks.values());
    return new HealthReport(worst == Health.DRAINING ? Health.DOWN : worst, checks);
  }
}
