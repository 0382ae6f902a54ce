package org.univoice.gateway.websocket;

import java.time.Duration;

/** Nothing came from the client for too long. */
final class IdleConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdleConnectionException(Duration idle) {
    super("Nothing came for " + idle.toSeconds() + " seconds.", null, false, false);
  }
}
