package org.univoice.gateway.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.bus.SessionBus.Listener;
import org.univoice.gateway.bus.SessionEvent.Topic;

/** Who listens in this process. One that fails spoils nothing for the others. */
public final class SessionListeners {
  private static final Logger LOG = LoggerFactory.getLogger(SessionListeners.class);

  private final Map<Key, CopyOnWriteArrayList<Listener>> listeners = new ConcurrentHashMap<>();

  private record Key(String sessionId, Topic topic) {}

  /**
   * @param first done where nobody listened before; calls for one session follow each other
   */
  public void add(String sessionId, Topic topic, Listener listener, Runnable first) {
    listeners.compute(
        new Key(sessionId, topic),
        (key, known) -> {
          if (known == null) {
            first.run();
            return new CopyOnWriteArrayList<>(List.of(listener));
          }
          known.addIfAbsent(listener);
          return known;
        });
  }

  /**
   * @param last done where nobody listens any more
   */
  public void remove(String sessionId, Topic topic, Listener listener, Runnable last) {
    listeners.computeIfPresent(
        new Key(sessionId, topic),
        (key, known) -> {
          known.remove(listener);
          if (known.isEmpty()) {
            last.run();
            return null;
          }
          return known;
        });
  }

  public void tell(String sessionId, SessionEvent event) {
    List<Listener> known = listeners.get(new Key(sessionId, event.topic()));
    for (Listener listener : known == null ? List.<Listener>of() : known) {
      try {
        listener.on(sessionId, event);
      } catch (RuntimeException e) {
        LOG.error("A listener to the sessions failed", e);
      }
    }
  }
}
