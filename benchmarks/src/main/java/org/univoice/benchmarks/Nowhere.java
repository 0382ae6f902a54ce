package org.univoice.benchmarks;

import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.SessionRecord;

/** For gateways of whose stream nobody reads: what is written to it does not arrive anywhere. */
final class Nowhere implements StreamPublisher {
  @Override
  public void publish(SessionRecord record) {}

  @Override
  public boolean writable() {
    return true;
  }

  @Override
  public boolean flushed() {
    return true;
  }

  @Override
  public void whenWritable(Runnable callback) {
    callback.run();
  }
}
