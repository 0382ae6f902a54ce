package org.univoice.gateway.websocket;

/** The client closed in good order. */
record ClosedByClient(int status) {
  private static final int NORMAL = 1000;

  /** A normal closure says that it will not come back. */
  boolean forGood() {
    return status == NORMAL;
  }
}
