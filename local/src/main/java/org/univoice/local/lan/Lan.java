package org.univoice.local.lan;

import java.util.Set;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.tls.TlsFiles;

/**
 * How other devices of the local network reach this machine.
 *
 * @param address under which they are told to find it
 * @param names of this machine, its addresses among them: all that the certificate is made for
 * @param tls what listeners show of themselves: a page is given the microphone over https only
 */
public record Lan(String address, Set<String> names, TlsFiles tls) {
  private static final String EVERY_ADDRESS = "0.0.0.0";

  public Lan {
    names = Set.copyOf(names);
  }

  /** The same gateway, with listeners for clients that are open to the network. */
  public GatewayConfig open(GatewayConfig local) {
    return local.withHost(EVERY_ADDRESS, address).withWeb(local.web().withNames(names));
  }
}
