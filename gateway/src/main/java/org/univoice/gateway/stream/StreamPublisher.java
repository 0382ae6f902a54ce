package org.univoice.gateway.stream;

import org.univoice.internal.v1.SessionRecord;

/** The only way into the job. Safe for use by many threads; keeps the order per session. */
public interface StreamPublisher {

  /** Takes the record; never waits, never drops. */
  void publish(SessionRecord record);

  /** False while callers should hold back what they read. */
  boolean writable();

  /** Whether all that was taken is in the stream. */
  boolean flushed();

  /** Runs the callback once, as soon as there is room, on any thread. */
  void whenWritable(Runnable callback);
}
