package org.univoice.client;

import java.net.URI;

/** Lets one participant in, once. */
public record Ticket(String sessionId, String participantId, String secret, URI media) {

  public URI address() {
    return URI.create(media + "?ticket=" + secret);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Ticket[" + sessionId + ", " + participantId + "]";
  }
}
