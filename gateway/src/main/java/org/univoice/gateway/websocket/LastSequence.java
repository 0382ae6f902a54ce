package org.univoice.gateway.websocket;

/** The highest delivery sequence sent on one connection. Confined to its event loop. */
final class LastSequence {
  private long value;

  long value() {
    return value;
  }

  void sent(long sequence) {
    value = Math.max(value, sequence);
  }
}
