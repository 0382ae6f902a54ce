package org.univoice.gateway.rest;

import com.linecorp.armeria.common.util.InetAddressPredicates;
import com.linecorp.armeria.server.ProxiedAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whose word counts for where a request came from. Each proxy writes behind what it was sent whom
 * it got that from, so what stands before the last stranger may be anybody's invention.
 */
final class TrustedProxies implements Predicate<InetAddress> {
  private final Predicate<InetAddress> networks;

  TrustedProxies(List<String> networks) {
    this.networks =
        networks.stream()
            .map(InetAddressPredicates::ofCidr)
            .reduce(address -> false, Predicate::or);
  }

  @Override
  public boolean test(InetAddress address) {
    return networks.test(address);
  }

  /** The last that is no proxy; where all are, the last. */
  InetSocketAddress client(ProxiedAddresses way) {
    List<InetSocketAddress> all = new ArrayList<>();
    all.add(way.sourceAddress());
    all.addAll(way.destinationAddresses());
    for (int i = all.size() - 1; i >= 0; i--) {
      if (!test(all.get(i).getAddress())) {
        return all.get(i);
      }
    }
    return all.get(all.size() - 1);
  }
}
