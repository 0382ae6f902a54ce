package org.univoice.gateway.access;

import java.util.Set;

/**
 * Under which conditions a service account may do anything at all.
 *
 * @param networks where it must ask from
 * @param services who it must be: the user ids of the accounts
 */
public record ServiceConditions(Set<Cidr> networks, Set<String> services) {
  /** No service account may do anything. */
  public static final ServiceConditions NONE = new ServiceConditions(Set.of(), Set.of());

  public ServiceConditions {
    networks = Set.copyOf(networks);
    services = Set.copyOf(services);
  }

  boolean met(Caller caller) {
    return services.contains(caller.principal().userId())
        && networks.stream().anyMatch(network -> network.contains(caller.address()));
  }
}
