package org.univoice.gateway.websocket;

import java.util.UUID;

/** Names a connection in logs and errors. */
final class RequestIds {
  private RequestIds() {}

  static String next() {
    return UUID.randomUUID().toString();
  }
}
