package org.univoice.gateway.bus;

import org.univoice.gateway.bus.SessionEvent.Topic;

/**
 * How the gateways of a deployment tell each other what happens to a session. What is told may get
 * lost: whatever must be known is in the directory or the store as well, and an event only says
 * that it is worth looking. Nothing in here waits. Safe for use by many threads.
 */
public interface SessionBus {

  /** Instead of a session's id, for what concerns people in all of theirs. */
  String EVERY_SESSION = "*";

  /** Tells every gateway, this one at once and in this thread. */
  void publish(String sessionId, SessionEvent event);

  /** Hears what is told from about now on; nothing more happens when it does so already. */
  void subscribe(String sessionId, Topic topic, Listener listener);

  void unsubscribe(String sessionId, Topic topic, Listener listener);

  /** Called on the thread that tells; must not wait. */
  @FunctionalInterface
  interface Listener {
    void on(String sessionId, SessionEvent event);
  }
}
