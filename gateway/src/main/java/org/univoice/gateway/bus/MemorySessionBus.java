package org.univoice.gateway.bus;

import org.univoice.gateway.bus.SessionEvent.Topic;

/** For the gateways of one process. */
public final class MemorySessionBus implements SessionBus {
  private static final Runnable NOTHING = () -> {};

  private final SessionListeners listeners = new SessionListeners();

  @Override
  public void publish(String sessionId, SessionEvent event) {
    listeners.tell(sessionId, event);
  }

  @Override
  public void subscribe(String sessionId, Topic topic, Listener listener) {
    listeners.add(sessionId, topic, listener, NOTHING);
  }

  @Override
  public void unsubscribe(String sessionId, Topic topic, Listener listener) {
    listeners.remove(sessionId, topic, listener, NOTHING);
  }
}
