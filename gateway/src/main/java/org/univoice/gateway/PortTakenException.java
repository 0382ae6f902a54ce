package org.univoice.gateway;

import java.io.IOException;

/** A port that the gateway should listen on cannot be had; says which, and what to set. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String listener, int port, String key, IOException cause) {
    super("The " + listener + " port " + port + " is taken; set " + key + " to a free one.", cause);
  }
}
