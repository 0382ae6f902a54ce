package org.univoice.gateway.event;

/** Tells others what happened. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface EventSink {

  /** Tells nobody. */
  EventSink NONE = event -> {};

  /** Never waits. */
  void publish(LifecycleEvent event);
}
