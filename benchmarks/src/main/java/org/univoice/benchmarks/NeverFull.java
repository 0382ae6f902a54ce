package org.univoice.benchmarks;

import org.univoice.gateway.stream.StreamPublisher;

/** A stream in this process, which takes whatever comes at once. */
public abstract class NeverFull implements StreamPublisher {
  @Override
  public final boolean writable() {
    return true;
  }

  @Override
  public final boolean flushed() {
    return true;
  }

  @Override
  public final void whenWritable(Runnable callback) {
    callback.run();
  }
}
