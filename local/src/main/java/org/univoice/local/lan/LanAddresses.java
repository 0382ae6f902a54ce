package org.univoice.local.lan;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The addresses that this machine has in local networks.
 *
 * @param main the one that its way into the wider network begins with
 * @param all of them, IPv4, in order
 */
record LanAddresses(String main, List<String> all) {
  /** Reserved for documents (RFC 5737): a way there is looked up, and nothing is sent. */
  private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

  /** Empty for a machine that is in no network. */
  static Optional<LanAddresses> ofThisMachine() throws IOException {
    TreeSet<String> all = new TreeSet<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (each.isUp() && !each.isLoopback()) {
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          if (address instanceof Inet4Address) {
            all.add(address.getHostAddress());
          }
        }
      }
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String main = wayOut().filter(all::contains).orElse(all.first());
    return Optional.of(new LanAddresses(main, new ArrayList<>(all)));
  }

  private static Optional<String> wayOut() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(ELSEWHERE);
      return Optional.of(socket.getLocalAddress().getHostAddress());
    } catch (IOException | java.io.UncheckedIOException e) {
      // No way out: a network of its own, perhaps.
      return Optional.empty();
    }
  }
}
