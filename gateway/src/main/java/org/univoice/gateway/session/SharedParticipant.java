package org.univoice.gateway.session;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.univoice.gateway.access.Permission;

/**
 * What a gateway must know of a participant to take it over. Where its audio stands is not among
 * it: the job knows that.
 *
 * @param userId whose voice it is; empty for a guest
 * @param configuration as last set; empty until the first
 * @param gateway id of the gateway that holds it
 * @param term how often another gateway has taken it over
 * @param connected whether it is connected to that gateway
 */
public record SharedParticipant(
    String id,
    String userId,
    String name,
    Set<Permission> permissions,
    Optional<Configuration> configuration,
    TrackState state,
    String gateway,
    long term,
    boolean connected) {
  public SharedParticipant {
    Objects.requireNonNull(id);
    permissions = Set.copyOf(permissions);
  }

  /** Somebody new, held by the gateway where it joins. */
  static SharedParticipant joining(
      String id, String userId, String name, Set<Permission> permissions, String gateway) {
    return new SharedParticipant(
        id, userId, name, permissions, Optional.empty(), TrackState.CREATED, gateway, 0, false);
  }

  /** Held by this gateway, which speaks for it in a new term when that is another one. */
  public SharedParticipant takenBy(String taker) {
    return taker.equals(gateway)
        ? this
        : new SharedParticipant(
            id, userId, name, permissions, configuration, state, taker, term + 1, false);
  }
}
