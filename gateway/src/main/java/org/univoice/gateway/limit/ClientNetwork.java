package org.univoice.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * What is counted as one address. A line of IPv6 has a network of 2^64 of them to itself, so that
 * one limit each would be none.
 */
final class ClientNetwork {
  private static final int PREFIX_BYTES = 8;

  private ClientNetwork() {}

  /**
   * @param address as an IP address; anything else counts as what it is
   */
  static String of(String address) {
    // Only what has a colon can be IPv6, and a name never has one: no name server is asked.
    if (!address.contains(":")) {
      return address;
    }
    int scope = address.indexOf('%');
    try {
      InetAddress parsed = InetAddress.getByName(scope < 0 ? address : address.substring(0, scope));
      return parsed instanceof Inet6Address ? network(parsed) : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static String network(InetAddress address) throws UnknownHostException {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
    return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
  }
}
