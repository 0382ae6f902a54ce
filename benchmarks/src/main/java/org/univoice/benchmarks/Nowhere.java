package org.univoice.benchmarks;

import org.univoice.internal.v1.SessionRecord;

/** For gateways of whose stream nobody reads: what is written to it does not arrive anywhere. */
final class Nowhere extends NeverFull {
  @Override
  public void publish(SessionRecord record) {}
}
