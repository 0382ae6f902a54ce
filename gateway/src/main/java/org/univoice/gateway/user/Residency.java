package org.univoice.gateway.user;

import java.time.Clock;
import org.univoice.gateway.error.RefusedException;

/** Asks {@link ResidencyPolicy} about somebody, before anything of theirs is kept. */
public final class Residency {
  private final ResidencyPolicy policy;
  private final UserStore users;
  private final Clock clock;

  public Residency(ResidencyPolicy policy, UserStore users, Clock clock) {
    this.policy = policy;
    this.users = users;
    this.clock = clock;
  }

  /**
   * @throws RefusedException FORBIDDEN when the user's data may not be kept here
   */
  public void require(String userId) {
    policy.require(users.find(userId), clock.instant());
  }

  public boolean permits(String userId) {
    return users.find(userId).map(user -> policy.permits(user, clock.instant())).orElse(true);
  }
}
