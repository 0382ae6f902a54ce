package org.univoice.gateway.access;

import java.util.Optional;

/**
 * What a request offers to prove who sent it.
 *
 * @param authorization the Authorization header
 * @param apiKey the X-Api-Key header
 * @param address where the request came from, as an IP address
 */
public record Credentials(Optional<String> authorization, Optional<String> apiKey, String address) {

  /** Never the secrets. */
  @Override
  public String toString() {
    return "Credentials[from " + address + "]";
  }
}
