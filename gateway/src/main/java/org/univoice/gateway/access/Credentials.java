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
  private static final String BEARER = "Bearer ";

  /** The bearer token, where the Authorization header has one. */
  public Optional<String> bearer() {
    return authorization
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).trim());
  }

  /** Never the secrets. */
  @Override
  public String toString() {
    return "Credentials[from " + address + "]";
  }
}
