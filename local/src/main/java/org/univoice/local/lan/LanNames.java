package org.univoice.local.lan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * By what this machine is called: to itself, and in its networks.
 *
 * @param addresses in its networks, IPv4
 * @param host the machine's name
 */
record LanNames(List<String> addresses, String host) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOCAL = "localhost";

  LanNames {
    addresses = List.copyOf(addresses);
  }

  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(List.of(LOOPBACK, LOCAL));
    all.addAll(addresses);
    all.add(host);
    return all;
  }

  /** The same as a certificate names them, each with its kind (RFC 5280, 4.2.1.6). */
  List<String> alternatives() {
    List<String> names = new ArrayList<>(List.of("ip:" + LOOPBACK, "dns:" + LOCAL));
    addresses.forEach(address -> names.add("ip:" + address));
    names.add("dns:" + host);
    return names.stream().distinct().toList();
  }
}
