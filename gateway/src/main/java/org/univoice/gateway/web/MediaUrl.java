package org.univoice.gateway.web;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.univoice.gateway.rest.MediaAddress;

/**
 * Where the media listener is found: by the name by which the api was, where both are names of this
 * machine. A page must not be sent to a name that its browser was never told to trust, or cannot
 * resolve. What is configured for elsewhere, such as a load balancer, is left as it is.
 *
 * @param publicHost whom clients ask that came by no name of this machine
 * @param names of this machine, as {@link OwnOrigins#names} tells them
 */
public record MediaUrl(boolean tls, String publicHost, int port, String path, Set<String> names)
    implements MediaAddress {

  @Override
  public URI askedBy(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    boolean isOurs = names.contains(publicHost.toLowerCase(Locale.ROOT)) && names.contains(name);
    return at(isOurs ? name : publicHost);
  }

  /** For those who did not ask the api. */
  public URI configured() {
    return at(publicHost);
  }

  private URI at(String host) {
    return URI.create((tls ? "wss://" : "ws://") + host + ":" + port + path);
  }
}
