package org.univoice.gateway.user;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/**
 * Decides whether a user's data may be kept here: in their own region, or anywhere once they agreed
 * to that; docs/policies/privacy.md. Knows no store.
 *
 * @param here the region of this gateway's stores and models; empty where there is only one
 * @param endpoints the api of every region
 */
public record ResidencyPolicy(String here, Map<String, URI> endpoints) {
  public ResidencyPolicy {
    endpoints = Map.copyOf(endpoints);
  }

  /** Of a deployment with one region. */
  public static ResidencyPolicy oneRegion() {
    return new ResidencyPolicy("", Map.of());
  }

  /** Whether the user's data may be stored and processed here. */
  public boolean permits(User user, Instant now) {
    return here.isEmpty()
        || user.region().isEmpty()
        || user.region().equals(here)
        || ConsentCheck.permits(user.consents(), Activity.MOVE_DATA_ABROAD, now);
  }

  /**
   * @throws RefusedException FORBIDDEN, with where to go, when not
   */
  public void require(Optional<User> user, Instant now) {
    if (user.isPresent() && !permits(user.get(), now)) {
      String region = user.get().region();
      String where =
          Optional.ofNullable(endpoints.get(region))
              .map(endpoint -> "Use " + endpoint)
              .orElse("Use the endpoint of " + region);
      throw new RefusedException(
          ErrorCode.FORBIDDEN,
          "Your data stay in " + region + "; this is " + here + ".",
          where + ", or give the consent CROSS_REGION_TRANSFER first.");
    }
  }
}
