package org.univoice.gateway.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A network, such as 10.0.10.0/24 or fd00::/8. Never asks a name server. */
public final class Cidr {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * @throws IllegalArgumentException when it is no network
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    int prefix = address.length * 8;
    if (slash >= 0) {
      try {
        prefix = Integer.parseInt(text.substring(slash + 1));
      } catch (NumberFormatException e) {
        prefix = -1;
      }
    }
    if (prefix < 0 || prefix > address.length * 8) {
      throw new IllegalArgumentException("A network looks like 10.0.10.0/24, not " + text);
    }
    return new Cidr(address, prefix);
  }

  /** Whether the address lies in it; false for what is no address. */
  public boolean contains(String address) {
    byte[] other;
    try {
      other = bytes(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
    if (other.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((other[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String address) {
    try {
      if (LITERAL.matcher(address).matches()
          && (address.contains(":") || address.split("\\.", -1).length == 4)) {
        return InetAddress.getByName(address).getAddress();
      }
    } catch (UnknownHostException e) {
      // Falls through: it is no address.
    }
    throw new IllegalArgumentException("Not an IP address: " + address);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cidr that
        && prefix == that.prefix
        && Arrays.equals(network, that.network);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(network) + prefix;
  }
}
